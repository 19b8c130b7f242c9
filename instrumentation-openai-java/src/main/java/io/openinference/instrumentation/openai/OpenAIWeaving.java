// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;

/** Lets the agent trace openai-java. The agent finds this class by its service file. */
final class OpenAIWeaving implements LibraryWeaving {

  @Override
  public String library() {
    return "openai-java";
  }

  @Override
  public String libraryType() {
    return "com.openai.core.ClientOptions";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofClasses(
            type ->
                ServiceNames.isImplementation(type)
                    && Operations.hasService(ServiceNames.ofImplementation(type)),
            (type, method) ->
                Operations.find(ServiceNames.ofImplementation(type), method) != null));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    OpenAITracing.SWITCH.traceForAgent(
        openTelemetry, latest -> OpenAIInstrumentor.create(latest).tracing());
    return advice(OpenAITracing.SWITCH);
  }

  /** Returns the methods that {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, OpenAITracing> instrumentation) {
    ClassLoader library = OpenAIClient.class.getClassLoader();
    return new WovenLibrary(
        instrumentation, new OpenAIWeaving(), loader -> loader == library, advice(instrumentation));
  }

  private static CallAdvice advice(TracingSource<OpenAITracing> source) {
    return InterceptingAdvice.ofMethods(source, Services::interceptorOfImplementation);
  }
}
