// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.testing.ChildJvm;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A stream with more text than the heap can hold reaches the application as it does without
 * tracing. The span holds the head of the text and says how much of it is missing.
 *
 * <p>The streams are read by a program of the test in a JVM with a small heap. Its main method
 * calls {@link #readAll}.
 *
 * @param <K> a kind of stream; the constant's name has no space
 * @since 0.1.0
 */
public abstract class EndlessStreamContract<K extends Enum<K>> {

  /** The length of the text of one stream, in characters. */
  public static final long LENGTH = 41L * 1024 * 1024;

  /** One piece of the text. The text repeats the piece until it has the {@link #LENGTH}. */
  public static final String PIECE = "a".repeat(16 * 1024);

  private static final String MAX_HEAP = "-Xmx40m";
  private static final long MIN_HEAD = 1_000_000;
  // The letter also occurs in the names of JSON fields.
  private static final long MAX_OTHER_LETTERS = 1_000;

  private final Class<K> kinds;
  private final Class<?> program;

  /**
   * Returns the contract of streams.
   *
   * @param program has a main method, which calls {@link #readAll}
   */
  protected EndlessStreamContract(Class<K> kinds, Class<?> program) {
    this.kinds = kinds;
    this.program = program;
  }

  /**
   * Reads the traced stream of a kind, as an application that keeps nothing.
   *
   * @param <K> a kind of stream
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Reader<K> {

    /**
     * Reads a stream to its end.
     *
     * @param telemetry takes the one span of the call
     * @return how many characters of the text the application got
     */
    long read(K kind, OpenTelemetry telemetry) throws Exception;
  }

  /**
   * Asserts what else a span of a kind holds.
   *
   * @param printed the attributes, and what the reader printed, by all words of a line but the last
   */
  protected void assertMore(K kind, Map<String, String> printed) {}

  @Test
  void isReadToItsEndAndRecordedInPart() {
    Map<K, Map<String, String>> printed = run();

    assertThat(printed).containsOnlyKeys(kinds.getEnumConstants());
    printed.forEach(
        (kind, lines) -> {
          assertThat(lines).as("%s", kind).containsEntry("read", LENGTH + "");
          long omitted = Long.parseLong(lines.get("openinference.output.omitted_size"));
          long head = Long.parseLong(lines.get("head output.value"));
          assertThat(head).as("%s", kind).isGreaterThan(MIN_HEAD);
          assertThat(head + omitted)
              .as("%s", kind)
              .isBetween(LENGTH - MAX_OTHER_LETTERS, LENGTH + MAX_OTHER_LETTERS);
          assertThat(lines.keySet()).anyMatch(key -> key.startsWith("head llm.output_messages.0."));
          assertMore(kind, lines);
        });
  }

  private Map<K, Map<String, String>> run() {
    String output =
        ChildJvm.create().option(MAX_HEAP).option("-Dslf4j.internal.verbosity=ERROR").run(program);
    Map<K, Map<String, String>> printed = new EnumMap<>(kinds);
    Map<String, String> current = new TreeMap<>();
    for (String line : output.lines().toList()) {
      int space = line.lastIndexOf(' ');
      if (space < 0) {
        current = new TreeMap<>();
        printed.put(Enum.valueOf(kinds, line), current);
      } else {
        current.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return printed;
  }

  /**
   * Reads the streams of all kinds, one after another, prints what the application got and what the
   * span holds, and ends the JVM.
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // The test shows what this program prints.
  public static <K extends Enum<K>> void readAll(Class<K> kinds, Reader<K> reader) {
    int status = 1;
    try {
      for (K kind : kinds.getEnumConstants()) {
        System.out.println(kind.name());
        PrintedSpans spans = new PrintedSpans();
        System.out.println("read " + reader.read(kind, spans.openTelemetry()));
        spans.print();
      }
      status = 0;
    } catch (Throwable failure) {
      failure.printStackTrace();
    } finally {
      // Threads of a server or a client may be left.
      System.exit(status);
    }
  }

  /** Keeps the attributes of the span that ended last. */
  private static final class PrintedSpans implements SpanProcessor {

    private volatile Attributes attributes = Attributes.empty();

    OpenTelemetry openTelemetry() {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(this).build())
          .build();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      attributes = span.toSpanData().getAttributes();
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    void print() throws IOException {
      if ("application/json".equals(attributes.get(AttributeKey.stringKey("output.mime_type")))) {
        // Fails if the head is no JSON.
        new ObjectMapper().readTree(attributes.get(AttributeKey.stringKey("output.value")));
      }
      attributes.forEach((key, value) -> print(key.getKey(), value));
    }

    private static void print(String key, Object value) {
      if (value instanceof String text && text.contains(PIECE)) {
        System.out.println("head " + key + " " + text.chars().filter(c -> c == 'a').count());
      } else if (!key.startsWith("llm.input") && !key.startsWith("input")) {
        System.out.println(key + " " + value);
      }
    }
  }
}
