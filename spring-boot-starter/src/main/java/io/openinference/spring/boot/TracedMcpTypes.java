// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.mcp.McpInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.ai.mcp.client.common.autoconfigure.NamedClientMcpTransport;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Lists the types of MCP whose beans are traced. Spring AI makes lists of transports and of
 * specifications, and builds its clients and servers of these lists.
 */
final class TracedMcpTypes {

  private static final String LIBRARY = "mcp";
  private static final boolean HAS_NAMED_TRANSPORTS =
      ClassUtils.isPresent(
          "org.springframework.ai.mcp.client.common.autoconfigure.NamedClientMcpTransport",
          TracedMcpTypes.class.getClassLoader());

  static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
    Supplier<McpInstrumentor> tracing =
        SingletonSupplier.of(() -> McpInstrumentor.builder(openTelemetry).config(config).build());
    return List.of(
        new TracedType<>(
            LIBRARY,
            Record.class,
            TracedMcpTypes::isTraced,
            part -> wrap(part, tracing.get()),
            /* keepsType= */ true),
        new TracedType<>(
            LIBRARY,
            List.class,
            TracedMcpTypes::hasTraced,
            parts -> wrapAll(parts, tracing.get()),
            /* keepsType= */ false),
        new TracedType<>(
            LIBRARY, McpClientTransport.class, transport -> tracing.get().wrap(transport)),
        // Classes, whose transports are no beans.
        new TracedType<>(LIBRARY, McpSyncClient.class, null),
        new TracedType<>(LIBRARY, McpAsyncClient.class, null));
  }

  private static boolean hasTraced(List<?> parts) {
    return !parts.isEmpty() && parts.get(0) instanceof Record first && isTraced(first);
  }

  private static boolean isTraced(Object part) {
    return isSpecification(part) || (HAS_NAMED_TRANSPORTS && NamedTransports.isOne(part));
  }

  private static boolean isSpecification(Object part) {
    Class<?> features = part.getClass().getDeclaringClass();
    return part instanceof Record
        && (features == McpServerFeatures.class || features == McpStatelessServerFeatures.class);
  }

  private static List<Object> wrapAll(List<?> parts, McpInstrumentor instrumentor) {
    List<Object> wrapped = new ArrayList<>(parts.size());
    for (Object part : parts) {
      wrapped.add(part instanceof Record one && isTraced(one) ? wrap(one, instrumentor) : part);
    }
    return wrapped;
  }

  private static Record wrap(Record part, McpInstrumentor instrumentor) {
    return isSpecification(part)
        ? instrumentor.wrap(part)
        : NamedTransports.wrap(part, instrumentor);
  }

  private TracedMcpTypes() {}

  /** The class is of a module of Spring AI that the application may lack. */
  private static final class NamedTransports {

    static boolean isOne(Object part) {
      return part instanceof NamedClientMcpTransport;
    }

    static Record wrap(Record part, McpInstrumentor instrumentor) {
      NamedClientMcpTransport named = (NamedClientMcpTransport) part;
      return new NamedClientMcpTransport(named.name(), instrumentor.wrap(named.transport()));
    }

    private NamedTransports() {}
  }
}
