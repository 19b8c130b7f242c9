// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP with OkHttp, where the JDK's client cannot: to hosts such as {@code my_service},
 * which container networks have, and in a Java runtime without the module java.net.http.
 */
final class OtlpOkHttpSender extends OtlpSender implements HttpSender {

  private final HttpSenderConfig config;
  private final HttpUrl url;
  private final OkHttpClient client;
  private volatile @Nullable Call underWay;

  OtlpOkHttpSender(HttpSenderConfig config) {
    this.config = config;
    this.url = HttpUrl.get(config.getEndpoint().toString());
    this.client = OkHttp.forHttp(config);
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    InstrumentationUtil.suppressInstrumentation(
        () -> {
          Answer answer = send(message);
          keep(answer);
          if (answer.outcome() == DeliveryOutcome.DELIVERED) {
            onResponse.accept(AcceptedHttpResponse.INSTANCE);
          }
        });
  }

  private Answer send(MessageWriter message) {
    try {
      Call call = client.newCall(request(encode(message, config.getCompressor())));
      underWay = call;
      try (Response response = call.execute()) {
        Map<String, String> headers = OkHttp.headers(response);
        return HttpAnswer.of(response.code(), headers, OkHttp.startOf(response.body()));
      } finally {
        underWay = null;
      }
    } catch (IOException | RuntimeException e) {
      return NoAnswer.of(e, url.host(), config.getTimeout().toMillis());
    }
  }

  private Request request(byte[] body) {
    Request.Builder request = new Request.Builder().url(url);
    Map<String, List<String>> headers = config.getHeadersSupplier().get();
    if (headers != null) {
      headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    }
    if (config.getCompressor() != null) {
      request.header("Content-Encoding", config.getCompressor().getEncoding());
    }
    return request.post(RequestBody.create(body, MediaType.get(config.getContentType()))).build();
  }

  @Override
  void release() {
    client.connectionPool().evictAll();
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
}
