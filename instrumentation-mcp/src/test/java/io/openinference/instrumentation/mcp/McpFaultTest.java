// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.openinference.testing.contract.FaultContract;
import io.openinference.testing.contract.FaultInjection;
import io.openinference.testing.contract.FaultyTelemetry;
import io.openinference.testing.contract.LibraryGuard;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

class McpFaultTest extends FaultContract<McpFaultTest.Way> {

  enum Way {
    SYNC,
    ASYNC
  }

  enum Place {
    /** An argument writes itself as text, which only telemetry asks for. */
    ARGUMENT
  }

  McpFaultTest() {
    super(List.of(Place.values()), List.of(Way.values()));
  }

  @Override
  protected void renew() {
    LibraryGuard.renew(Tracing.GUARD);
  }

  @Override
  protected List<Object> untraced(Way way, FaultInjection injection) {
    return call(way, injection, specification -> specification);
  }

  @Override
  protected List<Object> traced(Way way, FaultInjection injection, FaultyTelemetry telemetry) {
    return call(way, injection, McpInstrumentor.create(telemetry.openTelemetry())::wrap);
  }

  private static List<Object> call(Way way, FaultInjection injection, UnaryOperator<Record> wrap) {
    Object argument =
        new Object() {
          @Override
          public String toString() {
            return injection.run(Place.ARGUMENT, () -> "Bergen");
          }
        };
    CallToolRequest request = new CallToolRequest("weather", Map.of("city", argument));
    CallToolResult result = way == Way.SYNC ? sync(request, wrap) : async(request, wrap).block();
    return List.of(result, result.content());
  }

  private static CallToolResult sync(CallToolRequest request, UnaryOperator<Record> wrap) {
    SyncToolSpecification tool =
        SyncToolSpecification.builder()
            .tool(ToolFixture.weather())
            .callHandler((exchange, called) -> ToolFixture.result("sunny"))
            .build();
    return ((SyncToolSpecification) wrap.apply(tool)).callHandler().apply(null, request);
  }

  private static Mono<CallToolResult> async(CallToolRequest request, UnaryOperator<Record> wrap) {
    AsyncToolSpecification tool =
        AsyncToolSpecification.builder()
            .tool(ToolFixture.weather())
            .callHandler((exchange, called) -> Mono.fromCallable(() -> ToolFixture.result("sunny")))
            .build();
    return ((AsyncToolSpecification) wrap.apply(tool)).callHandler().apply(null, request);
  }
}
