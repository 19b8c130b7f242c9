// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The viewer that {@code openinference.viewer.enabled} starts in the application. Whatever keeps
 * the viewer from starting, the application starts.
 */
final class DevelopmentViewer implements DisposableBean {

  static final String ENABLED = "openinference.viewer.enabled";

  private static final Log LOG = LogFactory.getLog(DevelopmentViewer.class);
  private static final String VIEWER = "io.openinference.viewer.OpenInferenceViewer";
  private static final List<String> PRODUCTION = List.of("prod", "production");

  private final @Nullable SharedViewer viewer;

  /** Why there is no viewer although the user wants one, or null. */
  private final @Nullable String obstacle;

  DevelopmentViewer(
      OpenInferenceProperties.Viewer properties,
      Environment environment,
      @Nullable ClassLoader classLoader) {
    SharedViewer started = null;
    String reason = null;
    if (properties.enabled()) {
      reason = obstacle(environment, classLoader);
      if (reason == null) {
        try {
          started = SharedViewer.open(properties);
        } catch (Throwable failure) {
          // The libraries of the viewer may have other versions in this application.
          TelemetryGuard.rethrowFatal(failure);
          reason = reason(failure, properties);
          LOG.debug("The viewer cannot start", failure);
        }
      }
    }
    this.viewer = started;
    this.obstacle = reason;
  }

  /** Tells whether the viewer is wanted and nothing that is known now keeps it from starting. */
  static boolean isExpected(Environment environment, @Nullable ClassLoader classLoader) {
    return environment.getProperty(ENABLED, Boolean.class, false)
        && obstacle(environment, classLoader) == null;
  }

  private static @Nullable String obstacle(
      Environment environment, @Nullable ClassLoader classLoader) {
    if (!ClassUtils.isPresent(VIEWER, classLoader)) {
      return "the library io.openinference:openinference-viewer is not on the class path";
    }
    return Arrays.stream(environment.getActiveProfiles())
        .filter(PRODUCTION::contains)
        .findFirst()
        .map(profile -> "the profile " + profile + " is active")
        .orElse(null);
  }

  private static String reason(Throwable failure, OpenInferenceProperties.Viewer properties) {
    if (!(failure instanceof IllegalStateException)) {
      return "it cannot start: " + failure;
    }
    return properties.dataDirectory() == null
        ? String.valueOf(failure.getMessage())
        : "openinference.viewer.data-directory="
            + properties.dataDirectory()
            + " cannot be used: "
            + (failure.getCause() == null ? failure : failure.getCause());
  }

  /** Returns the address of the pages, which is the endpoint for spans too; null without one. */
  @Nullable String url() {
    return viewer == null ? null : viewer.url();
  }

  /** Returns the address of the pages, or why there are none; null if the user wants no viewer. */
  @Nullable String describe() {
    return obstacle == null ? url() : "off, because " + obstacle;
  }

  /**
   * Says in one line where the pages are, or why there are none. Says nothing if the user does not
   * want a viewer.
   *
   * @param endpoint where the spans go
   * @param setBy the property or variable that names the endpoint, or null if none does
   */
  void announce(@Nullable String endpoint, @Nullable String setBy) {
    if (obstacle != null) {
      LOG.warn("OpenInference viewer: " + ENABLED + " has no effect, because " + obstacle);
    } else if (viewer != null) {
      LOG.info(
          "OpenInference viewer: "
              + viewer.url()
              + viewer.note()
              + (viewer.url().equals(endpoint)
                  ? ""
                  : "; spans go elsewhere, because "
                      + (setBy == null
                          ? "the application has an OpenTelemetry of its own"
                          : setBy + " is set")));
    }
  }

  @Override
  public void destroy() {
    if (viewer != null) {
      viewer.close();
    }
  }
}
