// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Answers export requests as OTLP/HTTP requires, or as the test has scripted. */
final class OtlpHandler implements HttpHandler {

  static final String TRACES_PATH = "/v1/traces";
  private static final String PROTOBUF = "application/x-protobuf";

  private final AwaitableList<ReceivedRequest> requests = new AwaitableList<>();
  private final AwaitableList<ReceivedSpan> spans = new AwaitableList<>();
  private final OtlpFaults faults = new OtlpFaults();

  AwaitableList<ReceivedRequest> requests() {
    return requests;
  }

  AwaitableList<ReceivedSpan> spans() {
    return spans;
  }

  OtlpFaults faults() {
    return faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ReceivedRequest request = read(exchange);
    requests.add(request);
    if (!faults.passGate()) {
      return; // The server stopped while the request was hanging, so the connection is gone.
    }
    if (request.status() == 200) {
      // Before the answer, so that the spans are there when the exporter's flush returns.
      spans.addAll(request.spans());
    }
    exchange.getResponseHeaders().set("content-type", PROTOBUF);
    HttpExchanges.respond(exchange, request.status(), responseBody(request.status()));
  }

  private ReceivedRequest read(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, List<String>> headers = HttpExchanges.headers(exchange);
    byte[] sent = exchange.getRequestBody().readAllBytes();
    byte[] plain = decompress(sent, exchange.getRequestHeaders().getFirst("content-encoding"));
    ExportTraceServiceRequest body = plain == null ? null : parse(plain);
    int status = faults.nextStatus();
    return new ReceivedRequest(
        path,
        headers,
        sent.length,
        plain == null ? new byte[0] : plain,
        body == null ? List.of() : OtlpDecoder.spans(body),
        status != 0 ? status : status(exchange, plain, body));
  }

  private int status(
      HttpExchange exchange, byte @Nullable [] plain, @Nullable ExportTraceServiceRequest body) {
    if (!exchange.getRequestURI().getPath().equals(TRACES_PATH)) {
      return 404;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    if (!PROTOBUF.equals(exchange.getRequestHeaders().getFirst("content-type")) || plain == null) {
      return 415;
    }
    if (plain.length > faults.maxRequestBytes()) {
      return 413;
    }
    return body == null ? 400 : 200;
  }

  /** Returns null if the encoding is neither gzip nor identity, and for broken gzip. */
  private static byte @Nullable [] decompress(byte[] sent, @Nullable String coding) {
    if (coding == null || coding.equals("identity")) {
      return sent;
    }
    if (!coding.equals("gzip")) {
      return null;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable ExportTraceServiceRequest parse(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  private static byte[] responseBody(int status) throws IOException {
    if (status == 200) {
      return ExportTraceServiceResponse.getDefaultInstance().toByteArray();
    }
    // OTLP answers a failure with a google.rpc.Status, whose field 2 is the message.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    message.writeString(2, "refused with " + status);
    message.flush();
    return bytes.toByteArray();
  }
}
