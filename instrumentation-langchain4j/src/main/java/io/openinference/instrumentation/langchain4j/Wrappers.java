// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;

/** Wraps the parts of LangChain4j applications in tracing proxies. */
final class Wrappers {

  private final TracingSource<Tracing> source;

  Wrappers(TracingSource<Tracing> source) {
    this.source = source;
  }

  /**
   * Wraps a part that needs only a proxy.
   *
   * @param type a type of {@link TracedType}
   */
  <T> T wrap(Class<T> type, T part) {
    return TracingProxy.wrap(type, part, TracedType.of(type).routing(), source);
  }

  ToolExecutor wrapExecutor(ToolExecutor executor) {
    return ToolExecutorInterceptor.wrap(executor, source);
  }

  ToolProvider wrapProvider(ToolProvider provider) {
    return TracingProxy.wrap(
        ToolProvider.class,
        provider,
        TracedType.of(ToolProvider.class).routing(new ToolProviderInterceptor(source)),
        source);
  }

  TracingSource<Tracing> source() {
    return source;
  }
}
