// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.Client;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets the agent trace google-genai. The agent finds this class by its service file. */
final class GoogleGenAIWeaving implements LibraryWeaving {

  /** The classes that send requests, read responses and run functions. */
  private static final Map<String, Set<String>> WOVEN =
      Map.of(
          "com.google.genai.HttpApiClient", Set.of("request", "asyncRequest"),
          "com.google.genai.HttpApiResponse", Set.of("getBody", "close"),
          "com.google.genai.Client$GenAiGaosHttpClient", Set.of("send", "sendAsync"),
          "com.google.genai.AfcUtil", Set.of("getFunctionResponse"));

  @Override
  public String library() {
    return "google-genai";
  }

  @Override
  public String libraryType() {
    return "com.google.genai.Client";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(WeavingTarget.ofMethods(WOVEN));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(
        openTelemetry, latest -> GoogleGenAIInstrumentor.create(latest).tracing());
    return new LibraryAdvice(Tracing.SWITCH);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    ClassLoader library = Client.class.getClassLoader();
    return new WovenLibrary(
        instrumentation,
        new GoogleGenAIWeaving(),
        loader -> loader == library,
        new LibraryAdvice(instrumentation));
  }
}
