// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds the trace to the parameters of a request that is about to be sent. */
final class RequestMeta {

  private static final String META_COMPONENT = "meta";

  /** Returns parameters with the trace of a context, or the parameters themselves. */
  static @Nullable Object withTrace(@Nullable Object params, Context context, Tracing tracing) {
    try {
      if (params instanceof Map<?, ?> map) {
        return withTrace(map, context, tracing);
      }
      return params instanceof Record record ? withTrace(record, context, tracing) : params;
    } catch (Throwable fault) {
      Tracing.GUARD.handle("meta", fault);
      return params;
    }
  }

  private static Map<?, ?> withTrace(Map<?, ?> params, Context context, Tracing tracing) {
    Map<String, Object> meta = tracing.propagation().inject(context, metaOf(params));
    if (meta == null) {
      return params;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(params);
    copy.put(McpFields.META, meta);
    return copy;
  }

  private static Record withTrace(Record params, Context context, Tracing tracing)
      throws ReflectiveOperationException {
    Map<String, Object> meta = tracing.propagation().inject(context, metaOf(params));
    return meta == null
        ? params
        : RecordCopies.copy(params, (name, value) -> name.equals(META_COMPONENT) ? meta : value);
  }

  private static @Nullable Map<?, ?> metaOf(Object params) {
    return McpFields.get(params, McpFields.META) instanceof Map<?, ?> meta ? meta : null;
  }

  private RequestMeta() {}
}
