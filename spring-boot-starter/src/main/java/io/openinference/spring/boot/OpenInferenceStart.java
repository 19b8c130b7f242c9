// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;

/**
 * Traces the whole process where wrapped beans are not enough, logs one line, and stops tracing
 * when the application context closes.
 */
final class OpenInferenceStart implements SmartInitializingSingleton, DisposableBean {

  private static final Log LOG = LogFactory.getLog(OpenInferenceStart.class);

  /**
   * Classes of libraries of which there are no beans to wrap: AI services build their parts
   * themselves, and agents and graphs are classes.
   */
  private static final Map<String, String> PROCESS_WIDE =
      Map.of(
          "langchain4j", "dev.langchain4j.service.AiServices",
          "google-adk", "com.google.adk.runner.Runner",
          "langgraph4j", "org.bsc.langgraph4j.StateGraph");

  private static final String SPRING_AI = "org.springframework.ai.chat.model.ChatModel";

  /** Clients that models of Spring AI may call. */
  private static final Set<String> CLIENTS =
      Set.of("openai-java", "anthropic-java", "google-genai", "aws-bedrock");

  private final OpenInferenceProperties properties;
  private final ApplicationTelemetry telemetry;
  private final TracedBeans tracedBeans;
  private final OpenInferenceStatus status;
  private final DevelopmentViewer viewer;

  OpenInferenceStart(
      OpenInferenceProperties properties,
      ApplicationTelemetry telemetry,
      TracedBeans tracedBeans,
      OpenInferenceStatus status,
      DevelopmentViewer viewer) {
    this.properties = properties;
    this.telemetry = telemetry;
    this.tracedBeans = tracedBeans;
    this.status = status;
    this.viewer = viewer;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (telemetry.makesSpans() && !NativeDetector.inNativeImage()) {
      instrument();
    }
    LOG.info(status.summary());
    viewer.announce(status.endpoint(), status.endpointSetting());
  }

  private void instrument() {
    switch (properties.instrumentation()) {
      case PROCESS -> status.tracesProcess(ProcessTracing.turnOn(telemetry, properties::isOn));
      case AUTO -> {
        Set<String> needed = needed();
        if (!needed.isEmpty()) {
          status.tracesProcess(ProcessTracing.turnOn(telemetry, needed::contains));
        }
      }
      case BEANS, NONE -> {}
    }
  }

  private Set<String> needed() {
    Set<String> needed = new TreeSet<>(tracedBeans.unwrapped());
    PROCESS_WIDE.forEach(
        (library, type) -> {
          if (isPresent(type)) {
            needed.add(library);
          }
        });
    if (isPresent(SPRING_AI) && hasTracedClient()) {
      // A handler of observations cannot tell the client that a stream is traced already.
      needed.add("spring-ai");
    }
    needed.removeIf(library -> !properties.isOn(library));
    return needed;
  }

  private boolean hasTracedClient() {
    Set<String> traced = new TreeSet<>(tracedBeans.wrapped().keySet());
    traced.addAll(tracedBeans.unwrapped());
    traced.retainAll(CLIENTS);
    return !traced.isEmpty();
  }

  private static boolean isPresent(String type) {
    return ClassUtils.isPresent(type, OpenInferenceStart.class.getClassLoader());
  }

  @Override
  public void destroy() {
    ProcessTracing.close(telemetry);
  }
}
