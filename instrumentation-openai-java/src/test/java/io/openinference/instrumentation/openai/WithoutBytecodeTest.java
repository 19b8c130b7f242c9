// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.testing.LogCapture;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An application that only wraps may leave out the bytecode module and Byte Buddy. It runs in a
 * class loader that does not have them.
 */
class WithoutBytecodeTest {

  private static final String BYTECODE_MODULE = "instrumentation-bytecode";
  private static final String BYTE_BUDDY = "byte-buddy";

  /** Runs in the class loader. */
  public static final class Application {

    private static OpenTelemetry openTelemetry(List<String> spans) {
      SpanExporter exporter =
          new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> ended) {
              ended.forEach(span -> spans.add(span.getName()));
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
          };
      return OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();
    }

    /** Calls a model that is wrapped, and returns the names of the spans. */
    public static List<String> wrap(String baseUrl) {
      List<String> spans = new ArrayList<>();
      OpenAIInstrumentor.create(openTelemetry(spans))
          .wrap(
              OpenAIOkHttpClient.builder()
                  .jsonMapper(Json.MAPPER)
                  .apiKey("test-key")
                  .baseUrl(baseUrl)
                  .build())
          .chat()
          .completions()
          .create(CHAT);
      return spans;
    }

    /** Tells whether {@code instrument()} is on. */
    public static boolean instrument() {
      return OpenAIInstrumentor.instrument(openTelemetry(new ArrayList<>())).isOn();
    }
  }

  private static Object runWithout(List<String> artifacts, String method, Object... arguments)
      throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (artifacts.stream().noneMatch(entry::contains)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader application =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      // Libraries look for services there.
      Thread.currentThread().setContextClassLoader(application);
      Class<?> type = application.loadClass(Application.class.getName());
      Class<?>[] types = Stream.of(arguments).map(Object::getClass).toArray(Class<?>[]::new);
      return type.getMethod(method, types).invoke(null, arguments);
    } finally {
      Thread.currentThread().setContextClassLoader(WithoutBytecodeTest.class.getClassLoader());
    }
  }

  @Test
  void wrapTraces() throws Exception {
    try (StubServer server = StubServer.start()) {
      server.enqueue(StubResponse.json(CHAT_ANSWER));

      assertThat(runWithout(List.of(BYTECODE_MODULE, BYTE_BUDDY), "wrap", server.baseUrl()))
          .isEqualTo(List.of("ChatCompletion"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    BYTECODE_MODULE + ", io.openinference:openinference-instrumentation-bytecode",
    BYTE_BUDDY + ", net.bytebuddy:byte-buddy",
    "byte-buddy-agent, net.bytebuddy:byte-buddy-agent",
  })
  void instrumentNamesWhatIsMissing(String artifact, String name) throws Exception {
    assumeFalse(Door.ofRun().isAgent(), "the agent weaves");
    try (LogCapture log = LogCapture.of(OpenAIInstrumentor.class)) {
      assertThat(runWithout(List.of(artifact), "instrument")).isEqualTo(false);

      assertThat(log.messages())
          .containsExactly(
              "OpenAIInstrumentor.instrument() cannot trace the clients of this process: "
                  + name
                  + " is not on the class path. Alternatives: add that artifact, use"
                  + " OpenAIInstrumentor.wrap(client), or start the JVM with"
                  + " -javaagent:openinference-javaagent.jar.");
    }
  }
}
