// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends over HTTP with OkHttp where the JDK's client cannot: to host names such as {@code
 * my_service}, which container networks use, and in a Java runtime without the module
 * java.net.http.
 */
final class OtlpOkHttpSender extends OtlpSender implements HttpSender {

  private final HttpSenderConfig config;
  private final OkHttpExchange exchange;

  OtlpOkHttpSender(HttpSenderConfig config) {
    this.config = config;
    this.exchange =
        new OkHttpExchange(
            HttpUrl.get(config.getEndpoint().toString()),
            config.getTimeout(),
            () -> OkHttp.forHttp(config));
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    exchange(
        () -> exchange.send(() -> request(message), OtlpOkHttpSender::read),
        () -> onResponse.accept(AcceptedHttpResponse.INSTANCE));
  }

  private Request request(MessageWriter message) throws IOException {
    byte[] body = encode(message, config.getCompressor());
    Request.Builder request = exchange.request(config.getHeadersSupplier().get());
    if (config.getCompressor() != null) {
      request.header("Content-Encoding", config.getCompressor().getEncoding());
    }
    return request.post(RequestBody.create(body, MediaType.get(config.getContentType()))).build();
  }

  private static Answer read(Response response) throws IOException {
    return HttpAnswer.of(
        response.code(), OkHttp.headers(response), OkHttp.startOf(response.body()));
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
}
