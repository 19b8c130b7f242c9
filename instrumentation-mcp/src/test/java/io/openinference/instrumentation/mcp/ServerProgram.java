// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A server in a process of its own. It writes its spans to standard error. */
public final class ServerProgram {

  static final String SPAN = "span ";
  static final String URL = "url ";

  /** Serves over standard input and output, or over HTTP with the argument {@code http}. */
  public static void main(String[] arguments) throws Exception {
    OpenTelemetrySdk openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new ErrorStreamExporter()))
                    .build())
            .build();
    OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
    McpInstrumentor.instrument(openTelemetry);
    // As a library or the guard would.
    Logger.getLogger("io.openinference").log(Level.WARNING, "a warning", new Exception("trace"));
    if (arguments.length == 0) {
      Offers.addTo(
              McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper())),
              tracer,
              specification -> specification)
          .build();
    } else {
      HttpServletStreamableServerTransportProvider provider =
          HttpServletStreamableServerTransportProvider.builder()
              .jsonMapper(McpJsonDefaults.getMapper())
              .build();
      Offers.addTo(McpServer.sync(provider), tracer, specification -> specification).build();
      System.err.println(URL + new TomcatServer(provider).url());
      // The server ends with the test, which holds the other end.
      int unused = System.in.read();
      Runtime.getRuntime().halt(0);
    }
  }

  /** Writes one line for each span. */
  private static final class ErrorStreamExporter implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        System.err.println(
            SPAN
                + span.getName()
                + " "
                + span.getTraceId()
                + " "
                + span.getSpanId()
                + " "
                + span.getParentSpanId()
                + " "
                + span.getAttributes().get(AttributeKey.stringKey("openinference.span.kind"))
                + " "
                + span.getKind()
                + " "
                + span.getStatus().getStatusCode()
                + " "
                + span.getAttributes().get(AttributeKey.stringKey("output.value")));
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private ServerProgram() {}
}
