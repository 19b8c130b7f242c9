// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The OpenTelemetry that the spans of an application context go to: its bean, or else a global one
 * that an agent has set, or else one that makes no spans.
 *
 * <p>The bean is looked up at the first span. Clients are wrapped earlier, and the lookup must not
 * change the order in which Spring creates beans.
 */
final class ApplicationTelemetry {

  private static final Log LOG = LogFactory.getLog(ApplicationTelemetry.class);
  private static final String BOOT = "org.springframework.boot.";

  private final ConfigurableListableBeanFactory beans;
  private final OpenTelemetry latest = new LatestOpenTelemetry(this::current);
  private volatile @Nullable OpenTelemetry found;

  ApplicationTelemetry(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** Returns an OpenTelemetry that does the lookup by itself. */
  OpenTelemetry openTelemetry() {
    return latest;
  }

  /** Tells whether spans that start now are made. */
  boolean makesSpans() {
    return current() != OpenTelemetry.noop();
  }

  OpenTelemetry current() {
    OpenTelemetry known = found;
    if (known == null) {
      try {
        known = find();
        found = known;
      } catch (BeansException fault) {
        // The context has closed, or a bean on the way to OpenTelemetry makes a traced call.
        LOG.debug("There is no OpenTelemetry now", fault);
        return OpenTelemetry.noop();
      }
    }
    return known;
  }

  private OpenTelemetry find() {
    String[] names = beans.getBeanNamesForType(OpenTelemetry.class, true, false);
    OpenTelemetry bean = beans.getBeanProvider(OpenTelemetry.class).getIfUnique();
    if (bean != null) {
      return names.length == 1 && isWithoutTracing(names[0]) ? OpenTelemetry.noop() : bean;
    }
    if (names.length > 1) {
      LOG.warn(
          "OpenInference sends no spans: there are several beans of the type OpenTelemetry, and"
              + " none is primary: "
              + String.join(", ", names));
      return OpenTelemetry.noop();
    }
    return ApplicationOpenTelemetry.isGlobalSet()
        ? GlobalOpenTelemetry.get()
        : OpenTelemetry.noop();
  }

  /** Boot makes an OpenTelemetry for logs and metrics too. Its spans go nowhere. */
  private boolean isWithoutTracing(String name) {
    return beans.getBeanNamesForType(SdkTracerProvider.class, true, false).length == 0
        && beans.containsBeanDefinition(name)
        && isOfBoot(beans.getBeanDefinition(name));
  }

  private static boolean isOfBoot(BeanDefinition definition) {
    String factory = definition.getFactoryBeanName();
    return factory != null && factory.startsWith(BOOT);
  }
}
