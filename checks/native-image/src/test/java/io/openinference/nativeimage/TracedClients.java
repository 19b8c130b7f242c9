// SPDX-License-Identifier: Apache-2.0
package io.openinference.nativeimage;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks from a traced client to all of its services, and notes the proxies on the way. */
final class TracedClients {

  private final String library;
  private final Set<String> seen = new TreeSet<>();
  private final List<List<String>> proxies = new ArrayList<>();

  private TracedClients(String library) {
    this.library = library;
  }

  /** Returns the interfaces of each proxy that a program in front of openai-java may meet. */
  static List<List<String>> proxiesOfOpenAI() throws ReflectiveOperationException {
    OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("none").build();
    OpenAIInstrumentor instrumentor = OpenAIInstrumentor.create(OpenTelemetry.noop());
    TracedClients walk = new TracedClients("com.openai.");
    walk.visit(instrumentor.wrap(client));
    walk.visit(instrumentor.wrap(client.async()));
    client.close();
    return walk.proxies;
  }

  /** Returns the interfaces of each proxy that a program in front of anthropic-java may meet. */
  static List<List<String>> proxiesOfAnthropic() throws ReflectiveOperationException {
    AnthropicClient client = AnthropicOkHttpClient.builder().apiKey("none").build();
    AnthropicInstrumentor instrumentor = AnthropicInstrumentor.create(OpenTelemetry.noop());
    TracedClients walk = new TracedClients("com.anthropic.");
    walk.visit(instrumentor.wrap(client));
    walk.visit(instrumentor.wrap(client.async()));
    client.close();
    return walk.proxies;
  }

  private void visit(Object proxy) throws ReflectiveOperationException {
    if (!Proxy.isProxyClass(proxy.getClass())) {
      return;
    }
    List<String> interfaces =
        Arrays.stream(proxy.getClass().getInterfaces()).map(Class::getName).toList();
    if (!seen.add(interfaces.toString())) {
      return;
    }
    proxies.add(interfaces);
    for (Class<?> type : proxy.getClass().getInterfaces()) {
      for (Method method : type.getMethods()) {
        if (isGetterOfService(method)) {
          visit(call(method, proxy));
        }
      }
    }
  }

  /** Methods that call the provider return other types. */
  private boolean isGetterOfService(Method method) {
    String type = method.getReturnType().getName();
    return method.getParameterCount() == 0
        && method.getReturnType().isInterface()
        && (type.startsWith(library + "services.") || type.startsWith(library + "client."));
  }

  private static Object call(Method method, Object proxy) throws ReflectiveOperationException {
    try {
      return method.invoke(proxy);
    } catch (InvocationTargetException e) {
      return e; // Not every service works with every key.
    }
  }
}
