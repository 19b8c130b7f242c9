// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.genai.types.ClientOptions;
import io.openinference.testing.contract.FaultInjection;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** The application's own HTTP client, which answers in memory and may fail. */
final class MemoryTransport implements Interceptor {

  /** Where it fails. */
  enum Place {
    LISTENERS,
    RESPONSE_TYPE,
    RESPONSE_SOURCE,
    RESPONSE_READ
  }

  private final FaultInjection faults;
  private final String json;
  private int reads;

  private MemoryTransport(FaultInjection faults, String json) {
    this.faults = faults;
    this.json = json;
  }

  /** Returns a transport that answers all calls alike, and streams as one event. */
  static MemoryTransport of(FaultInjection faults, String json) {
    return new MemoryTransport(faults, json.replace("\n", " "));
  }

  ClientOptions options() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .eventListenerFactory(
                call -> faults.run(Place.LISTENERS, () -> okhttp3.EventListener.NONE))
            .addInterceptor(this)
            .build();
    return ClientOptions.builder().customHttpClient(client).build();
  }

  /** Returns how often bytes of a response were read. */
  synchronized int reads() {
    return reads;
  }

  private synchronized void countRead() {
    reads++;
  }

  @Override
  public Response intercept(Chain chain) {
    boolean isStream = chain.request().url().encodedPath().contains(":stream");
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(
            isStream
                ? new Body("text/event-stream", "data: " + json + "\n\n")
                : new Body("application/json", json))
        .build();
  }

  private final class Body extends ResponseBody {

    private final MediaType type;
    private final BufferedSource source;

    Body(String type, String content) {
      this.type = MediaType.get(type);
      this.source = Okio.buffer(new FaultySource(new Buffer().write(content.getBytes(UTF_8))));
    }

    @Override
    public MediaType contentType() {
      return faults.run(Place.RESPONSE_TYPE, () -> type);
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public BufferedSource source() {
      return faults.run(Place.RESPONSE_SOURCE, () -> source);
    }
  }

  private final class FaultySource extends ForwardingSource {

    FaultySource(Source source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      countRead();
      faults.run(Place.RESPONSE_READ, () -> {});
      return super.read(sink, byteCount);
    }
  }
}
