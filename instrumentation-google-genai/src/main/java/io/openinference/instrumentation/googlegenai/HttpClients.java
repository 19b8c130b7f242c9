// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.types.ClientOptions;
import com.google.genai.types.ProxyOptions;
import com.google.genai.types.ProxyType;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Makes the HTTP clients that trace what google-genai sends. */
final class HttpClients {

  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  /** Returns options with an HTTP client that traces, or the options where they have one. */
  static ClientOptions wrap(ClientOptions options, Tracing tracing) {
    OkHttpClient client = options.customHttpClient().orElse(null);
    if (client != null && isTraced(client)) {
      return options;
    }
    OkHttpClient base = client == null ? likeTheLibrary(options) : client;
    return options.toBuilder().customHttpClient(traced(base, tracing)).build();
  }

  private static boolean isTraced(OkHttpClient client) {
    return client.interceptors().stream().anyMatch(TracingInterceptor.class::isInstance);
  }

  private static OkHttpClient traced(OkHttpClient client, Tracing tracing) {
    CallerContexts callers = new CallerContexts(client.eventListenerFactory());
    OkHttpClient.Builder builder = client.newBuilder();
    // First, so that one span covers all attempts: the library adds its retries at the end.
    builder.interceptors().add(0, new TracingInterceptor(tracing, callers));
    return builder.eventListenerFactory(callers).build();
  }

  /** The library ignores these options for a client that it has not made. */
  private static OkHttpClient likeTheLibrary(ClientOptions options) {
    // The library prepares asynchronous interactions on these threads, before it makes the call.
    Dispatcher dispatcher =
        new Dispatcher(Context.taskWrapping(new Dispatcher().executorService()));
    options.maxConnections().ifPresent(dispatcher::setMaxRequests);
    options.maxConnectionsPerHost().ifPresent(dispatcher::setMaxRequestsPerHost);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .dispatcher(dispatcher);
    options.proxyOptions().ifPresent(proxy -> addProxy(proxy, builder));
    return builder.build();
  }

  private static void addProxy(ProxyOptions options, OkHttpClient.Builder builder) {
    Proxy.Type type = proxyType(options.type().orElse(new ProxyType("HTTP")));
    if (type == Proxy.Type.DIRECT) {
      builder.proxy(Proxy.NO_PROXY);
      return;
    }
    String host = options.host().orElseThrow(() -> missing("The proxy has no host."));
    int port = options.port().orElseThrow(() -> missing("The proxy has no port."));
    builder.proxy(new Proxy(type, new InetSocketAddress(host, port)));
    if (options.username().isPresent() != options.password().isPresent()) {
      throw missing("The proxy needs both a user name and a password, or none.");
    }
    if (options.username().isPresent()) {
      String credential = Credentials.basic(options.username().get(), options.password().get());
      builder.proxyAuthenticator(
          (route, response) ->
              response.request().header(PROXY_AUTHORIZATION) != null
                  ? null // The proxy has refused it.
                  : response
                      .request()
                      .newBuilder()
                      .header(PROXY_AUTHORIZATION, credential)
                      .build());
    }
  }

  private static Proxy.Type proxyType(ProxyType type) {
    return switch (type.toString()) {
      case "SOCKS" -> Proxy.Type.SOCKS;
      case "HTTP" -> Proxy.Type.HTTP;
      case "DIRECT" -> Proxy.Type.DIRECT;
      default -> throw missing("The type of the proxy is not known: " + type);
    };
  }

  private static IllegalArgumentException missing(String message) {
    return new IllegalArgumentException(message);
  }

  private HttpClients() {}
}
