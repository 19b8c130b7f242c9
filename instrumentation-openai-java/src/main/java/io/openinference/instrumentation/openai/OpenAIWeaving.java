// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice.Interception;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets the agent trace openai-java; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class OpenAIWeaving implements LibraryWeaving {

  /** Called by the agent. */
  public OpenAIWeaving() {}

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
    GlobalInstrumentation.SWITCH.traceForAgent(
        openTelemetry, latest -> OpenAIInstrumentor.create(latest).tracing());
    return advice(GlobalInstrumentation.SWITCH);
  }

  /** Returns the methods that {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    ClassLoader library = OpenAIClient.class.getClassLoader();
    return new WovenLibrary(
        instrumentation, new OpenAIWeaving(), loader -> loader == library, advice(instrumentation));
  }

  private static CallAdvice advice(TracingSource<Tracing> source) {
    return new InterceptingAdvice<>(
        source,
        (method, type) -> {
          Interceptor<Tracing> interceptor = Services.interceptorOfImplementation(method);
          return interceptor == null ? null : new Interception<>(method, interceptor);
        });
  }
}
