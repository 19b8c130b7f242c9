// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets the agent trace the MCP SDK. The agent finds this class by its service file. */
final class McpWeaving implements LibraryWeaving {

  private static final String PACKAGE = "io.modelcontextprotocol.";

  private static final Set<String> CLIENT_HANDLERS =
      Set.of(
          "samplingHandler",
          "elicitationHandler",
          "formElicitationHandler",
          "urlElicitationHandler");

  /** The classes that send and receive requests. */
  private static final Map<String, Set<String>> WOVEN =
      Map.of(
          PACKAGE + "client.McpAsyncClient", Set.of("callTool", "readResource", "getPrompt"),
          PACKAGE + "client.McpClientFeatures$Sync", CLIENT_HANDLERS,
          PACKAGE + "client.McpClientFeatures$Async", CLIENT_HANDLERS,
          PACKAGE + "spec.McpClientSession", Set.of("sendRequest"),
          PACKAGE + "spec.McpServerSession", Set.of("sendRequest", "handleIncomingRequest"),
          PACKAGE + "spec.McpStreamableServerSession", Set.of("responseStream"),
          PACKAGE + "spec.McpStreamableServerSession$McpStreamableServerSessionStream",
              Set.of("sendRequest", "handle"),
          PACKAGE + "server.DefaultMcpStatelessServerHandler", Set.of("handleRequest"));

  /** The records that hold the application's handlers, such as {@code SyncToolSpecification}. */
  private static final Set<String> HANDLERS =
      Set.of("callHandler", "readHandler", "promptHandler", "completionHandler");

  @Override
  public String library() {
    return "mcp";
  }

  @Override
  public String libraryType() {
    return PACKAGE + "spec.McpSchema";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofClasses(
            type -> WOVEN.containsKey(type) || isSpecification(type),
            (type, method) ->
                isSpecification(type)
                    ? HANDLERS.contains(method)
                    : WOVEN.getOrDefault(type, Set.of()).contains(method)));
  }

  private static boolean isSpecification(String type) {
    return type.endsWith("Specification")
        && (type.startsWith(PACKAGE + "server.McpServerFeatures$")
            || type.startsWith(PACKAGE + "server.McpStatelessServerFeatures$"));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(openTelemetry, latest -> McpInstrumentor.create(latest).tracing());
    return new LibraryAdvice(Tracing.SWITCH);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    ClassLoader library = McpSchema.class.getClassLoader();
    return new WovenLibrary(
        instrumentation,
        new McpWeaving(),
        loader -> loader == library,
        new LibraryAdvice(instrumentation));
  }
}
