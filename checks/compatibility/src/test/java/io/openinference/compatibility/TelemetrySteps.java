// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.bytebuddy.agent.ByteBuddyAgent;

/** A program that turns tracing on, sets its OpenTelemetry up and calls models, as it is told. */
final class TelemetrySteps {

  private static final int THREADS = 8;

  /**
   * @param steps what to do, in order
   */
  public static void main(String[] steps) throws Exception {
    for (String step : steps) {
      switch (step) {
        case "instrument" -> OpenInference.instrument();
        case "instrument-each" -> instrumentEach();
        case "register" -> OpenInferenceSdk.register();
        case "register-and-instrument" -> registerAndInstrument();
        case "close" -> OpenInferenceSdk.register().close();
        case "build-global" -> OpenInferenceSdk.builder().setGlobal(true).build();
        case "set" -> PrintingTelemetry.setGlobal();
        case "get" -> GlobalOpenTelemetry.get();
        case "attach-agent" -> attachAgent();
        case "call" -> call();
        case "call-locally" -> callLocally();
        case "call-annotated" -> AnnotatedStep.run();
        case "call-in-chain" -> callInChain();
        case "call-on-threads" -> callOnThreads();
        default -> throw new IllegalArgumentException(step);
      }
    }
  }

  private static void registerAndInstrument() {
    OpenInferenceSdk.builder().projectName("shop").autoInstrument(true).register();
  }

  private static void instrumentEach() {
    OpenAIInstrumentor.instrument();
    LangChain4jInstrumentor.instrument();
    AnnotationInstrumentor.instrument();
  }

  private static void attachAgent() {
    ByteBuddyAgent.attach(
        new File(System.getProperty("agent.jar")), String.valueOf(ProcessHandle.current().pid()));
  }

  private static void call() {
    ModelCalls.openAI();
    callLocally();
  }

  /** Leaves out the HTTP client, whose classes take more than half of the time of a program. */
  private static void callLocally() {
    ModelCalls.langChain4j();
    AnnotatedStep.run();
  }

  private static void callInChain() {
    try (Scope ignored = OpenInference.usingProject("support")) {
      OpenInferenceTracer.create().chain("conversation").run(TelemetrySteps::call);
    }
  }

  /** Makes the first calls of the process at the same time. */
  private static void callOnThreads() throws InterruptedException {
    CountDownLatch allStarted = new CountDownLatch(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> callAfter(allStarted));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void callAfter(CountDownLatch allStarted) {
    allStarted.countDown();
    try {
      allStarted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The call is to be traced all the same.
    }
    AnnotatedStep.run();
  }

  private TelemetrySteps() {}
}
