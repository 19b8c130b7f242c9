// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Sends over gRPC with OkHttp, which here follows no redirect. */
final class OtlpGrpcSender extends OtlpSender implements GrpcSender {

  private static final int HEADER_BYTES = 5;
  private static final MediaType GRPC = MediaType.get("application/grpc");

  private final GrpcSenderConfig config;
  private final HttpUrl url;
  private final AtomicReference<@Nullable OkHttpClient> client = new AtomicReference<>();
  private volatile @Nullable Call underWay;

  OtlpGrpcSender(GrpcSenderConfig config) {
    this.config = config;
    this.url =
        HttpUrl.get(config.getEndpoint().toString())
            .newBuilder()
            .encodedPath("/" + config.getFullMethodName())
            .build();
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    // Else an agent in the JVM would trace the export.
    InstrumentationUtil.suppressInstrumentation(
        () -> {
          Answer answer = send(message);
          keep(answer);
          if (answer.outcome() == DeliveryOutcome.DELIVERED) {
            onResponse.accept(new AcceptedGrpcResponse());
          }
        });
  }

  private Answer send(MessageWriter message) {
    try {
      Call call = client().newCall(request(encode(message, config.getCompressor())));
      underWay = call;
      try (Response response = call.execute()) {
        return read(response);
      } finally {
        underWay = null;
      }
    } catch (IOException | RuntimeException e) {
      return NoAnswer.of(e, url.host(), config.getTimeout().toMillis());
    }
  }

  private Request request(byte[] message) {
    Request.Builder request = new Request.Builder().url(url);
    Map<String, List<String>> headers = config.getHeadersSupplier().get();
    if (headers != null) {
      headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    }
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

  /** The status is in the trailers, or in the headers of an answer that has no message. */
  private static @Nullable String header(Response response, String name) throws IOException {
    String value = response.header(name);
    return value != null ? value : response.trailers().get(name);
  }

  /** Reads all, because trailers follow the body, and keeps the start. */
  private static byte[] message(@Nullable ResponseBody body) throws IOException {
    byte[] frame = OkHttp.startOf(body);
    while (body != null && !body.source().exhausted()) {
      body.source().skip(body.source().getBuffer().size());
    }
    boolean isPlain = frame.length > HEADER_BYTES && frame[0] == 0;
    return isPlain ? Arrays.copyOfRange(frame, HEADER_BYTES, frame.length) : new byte[0];
  }

  private OkHttpClient client() {
    OkHttpClient current = client.get();
    if (current == null) {
      current = OkHttp.forGrpc(config);
      client.set(current);
    }
    return current;
  }

  @Override
  void release() {
    OkHttpClient current = client.getAndSet(null);
    if (current != null) {
      current.connectionPool().evictAll();
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    Call call = underWay;
    if (call != null) {
      call.cancel();
    }
    release();
    return CompletableResultCode.ofSuccess();
  }

  /** What OpenTelemetry's exporter is told of a delivery. */
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
