// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets the agent trace anthropic-java. The agent finds this class by its service file. */
final class AnthropicWeaving implements LibraryWeaving {

  private static final String OPTIONS = "com.anthropic.core.ClientOptions";

  @Override
  public String library() {
    return "anthropic-java";
  }

  @Override
  public String libraryType() {
    return OPTIONS;
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofClasses(Services::isWoven, Services::isWoven),
        WeavingTarget.ofClasses(
            OPTIONS::equals, (type, method) -> method.equals(NativeTelemetry.OPTION)));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    AnthropicTracing.SWITCH.traceForAgent(
        openTelemetry, latest -> AnthropicInstrumentor.create(latest).tracing());
    return advice(AnthropicTracing.SWITCH);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, AnthropicTracing> instrumentation) {
    ClassLoader library = AnthropicClient.class.getClassLoader();
    return new WovenLibrary(
        instrumentation,
        new AnthropicWeaving(),
        loader -> loader == library,
        advice(instrumentation));
  }

  private static CallAdvice advice(TracingSource<AnthropicTracing> source) {
    return new Advice(source, InterceptingAdvice.ofMethods(source, Services::interceptor));
  }

  /** Gives the library other options for its own spans, also where tracing is suppressed. */
  private record Advice(TracingSource<AnthropicTracing> source, CallAdvice services)
      implements CallAdvice {

    @Override
    public boolean appliesTo(Method method, @Nullable Object target) {
      return isOption(method) || services.appliesTo(method, target);
    }

    @Override
    public @Nullable Object around(MethodCall call) throws Throwable {
      if (!isOption(call.method())) {
        return services.around(call);
      }
      Object options = call.proceed();
      AnthropicTracing tracing = source.current();
      return tracing == null ? options : tracing.nativeTelemetry().quietOrSame(options);
    }

    private static boolean isOption(Method method) {
      return method.getDeclaringClass().getName().equals(OPTIONS);
    }
  }
}
