// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");

  /**
   * Classes of libraries of which there are no beans to wrap: AI services build their parts
   * themselves, and agents and graphs are classes.
   */
  private static final Map<String, String> PROCESS_WIDE =
      Map.of(
          "langchain4j", "dev.langchain4j.service.AiServices",
          "google-adk", "com.google.adk.runner.Runner",
          "langgraph4j", "org.bsc.langgraph4j.StateGraph");

  /** The library whose services are traced without weaving. */
  private static final String SERVICES = "langchain4j";

  /** Beans of these types have parts that are no beans, such as the store of a retriever. */
  private static final Set<String> COMPOSED =
      Set.of(
          "dev.langchain4j.rag.RetrievalAugmentor",
          "dev.langchain4j.rag.content.retriever.ContentRetriever");

  /** Models of which an application has at least one, unless it builds its models by hand. */
  private static final Set<String> MODELS =
      Set.of(
          "dev.langchain4j.model.chat.ChatModel",
          "dev.langchain4j.model.chat.StreamingChatModel",
          "dev.langchain4j.model.language.LanguageModel");

  /** Its agents are traced by weaving, unless the application adds a listener. */
  private static final String AGENTIC = "dev.langchain4j.agentic.AgenticServices";

  private static final String SPRING_AI = "org.springframework.ai.chat.model.ChatModel";

  /** Clients that models of Spring AI may call. */
  private static final Set<String> CLIENTS =
      Set.of("openai-java", "anthropic-java", "google-genai", "aws-bedrock");

  private final OpenInferenceProperties properties;
  private final ApplicationTelemetry telemetry;
  private final TracedBeans tracedBeans;
  private final OpenInferenceStatus status;
  private final DevelopmentViewer viewer;

  /** Of two plans, the one with more libraries must be carried out last. */
  private final Object planLock = new Object();

  /** The libraries that are on, and whether each is woven; guarded by the plan lock. */
  private Map<String, Boolean> done = Map.of();

  private volatile boolean isClosed;

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
      warnOfUnknownNames();
      instrument();
    }
    LOG.info(status.summary());
    viewer.announce(status.endpoint(), status.endpointSetting());
  }

  private void warnOfUnknownNames() {
    if (properties.instrumentations().isEmpty()) {
      return;
    }
    Set<String> known = ProcessTracing.names();
    for (String name : properties.instrumentations().keySet()) {
      if (known.stream().noneMatch(library -> OpenInferenceProperties.isSameName(name, library))) {
        LOG.warn(
            "openinference.instrumentations."
                + name
                + " has no effect: the name must be one of "
                + String.join(", ", known));
      }
    }
  }

  private void instrument() {
    switch (properties.instrumentation()) {
      case PROCESS -> GUARD.run("trace the process", this::turnOnAll);
      case AUTO -> {
        GUARD.run("trace the process", this::turnOnWhatIsNeeded);
        tracedBeans.onFirstOfType(this::turnOnMore);
        // Another thread may have made a bean before the previous line.
        GUARD.run("trace the process", this::turnOnMore);
      }
      case BEANS, NONE -> {}
    }
  }

  private void turnOnAll() {
    status.tracesProcess(ProcessTracing.turnOn(telemetry, properties::isOn, name -> true));
  }

  /** Returns false if no more is needed than before. */
  private boolean turnOnWhatIsNeeded() {
    synchronized (planLock) {
      Map<String, Boolean> plan = new TreeMap<>();
      needed().forEach(library -> plan.put(library, weaves(library)));
      if (plan.equals(done)) {
        return false;
      }
      status.tracesProcess(ProcessTracing.turnOn(telemetry, plan::containsKey, plan::get));
      done = plan; // Not before: a plan that failed is carried out again.
      return true;
    }
  }

  /** A lazy bean, or one of a shorter scope, may be the first of its library. */
  private void turnOnMore() {
    if (!isClosed && turnOnWhatIsNeeded()) {
      LOG.info(status.summary());
    }
    if (isClosed) {
      ProcessTracing.close(telemetry); // The context has closed meanwhile.
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

  /**
   * AI services tell of their work by themselves, and models that are beans are wrapped. To weave
   * would take longer than the whole rest of this start.
   */
  private boolean weaves(String library) {
    return !library.equals(SERVICES)
        || isPresent(AGENTIC)
        || !tracedBeans.hasWrapped(MODELS)
        || tracedBeans.hasWrapped(COMPOSED)
        || tracedBeans.unwrapped().contains(library);
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
    isClosed = true;
    ProcessTracing.close(telemetry);
  }
}
