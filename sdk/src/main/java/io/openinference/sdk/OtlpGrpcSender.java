// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Sends over gRPC with OkHttp and follows no redirects. */
final class OtlpGrpcSender extends OtlpSender implements GrpcSender {

  private static final int HEADER_BYTES = 5;
  private static final MediaType GRPC = MediaType.get("application/grpc");

  private final GrpcSenderConfig config;
  private final OkHttpExchange exchange;

  OtlpGrpcSender(GrpcSenderConfig config) {
    this.config = config;
    HttpUrl url =
        HttpUrl.get(config.getEndpoint().toString())
            .newBuilder()
            .encodedPath("/" + config.getFullMethodName())
            .build();
    this.exchange = new OkHttpExchange(url, config.getTimeout(), () -> OkHttp.forGrpc(config));
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    exchange(
        () -> exchange.send(() -> request(message), OtlpGrpcSender::read),
        () -> onResponse.accept(new AcceptedGrpcResponse()));
  }

  private Request request(MessageWriter writer) throws IOException {
    byte[] message = encode(writer, config.getCompressor());
    Request.Builder request = exchange.request(config.getHeadersSupplier().get());
    request.header("te", "trailers");
    if (config.getCompressor() != null) {
      request.header("grpc-encoding", config.getCompressor().getEncoding());
    }
    byte[] frame = new byte[HEADER_BYTES + message.length];
    ByteBuffer.wrap(frame)
        .put((byte) (config.getCompressor() == null ? 0 : 1))
        .putInt(message.length)
        .put(message);
    return request.post(RequestBody.create(frame, GRPC)).build();
  }

  private static Answer read(Response response) throws IOException {
    byte[] message = message(response.body());
    String code = header(response, "grpc-status");
    if (code == null) {
      return response.code() == 200
          ? Answer.failed(DeliveryOutcome.UNCLEAR, "an answer without gRPC status", "")
          : HttpAnswer.of(response.code(), OkHttp.headers(response), message);
    }
    return GrpcAnswer.of(code(code), header(response, "grpc-message"), message);
  }

  private static int code(String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException notACode) {
      return -1;
    }
  }

  /** The status is in the trailers, or in the headers if the answer has no message. */
  private static @Nullable String header(Response response, String name) throws IOException {
    String value = response.header(name);
    return value != null ? value : response.trailers().get(name);
  }

  /** Reads the whole body, because trailers follow it, and keeps the start. */
  private static byte[] message(@Nullable ResponseBody body) throws IOException {
    byte[] frame = OkHttp.startOf(body);
    while (body != null && !body.source().exhausted()) {
      body.source().skip(body.source().getBuffer().size());
    }
    boolean isPlain = frame.length > HEADER_BYTES && frame[0] == 0;
    return isPlain ? Arrays.copyOfRange(frame, HEADER_BYTES, frame.length) : new byte[0];
  }

  @Override
  void release() {
    exchange.release();
  }

  @Override
  public CompletableResultCode shutdown() {
    exchange.shutdown();
    return CompletableResultCode.ofSuccess();
  }

  /** The result that OpenTelemetry's exporter receives for a delivery. */
  private static final class AcceptedGrpcResponse implements GrpcResponse {
    @Override
    public GrpcStatusCode getStatusCode() {
      return GrpcStatusCode.OK;
    }

    @Override
    public @Nullable String getStatusDescription() {
      return null;
    }

    @Override
    public byte[] getResponseMessage() {
      return new byte[0];
    }
  }
}
