// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedOutputStream;
import io.openinference.viewer.internal.otlp.OtlpProtobufWriter;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures a viewer: spans a second that it acknowledges, and the time of its queries. Run it with
 * {@code viewer/benchmark}.
 */
final class LoadProgram {

  private static final int SPANS_PER_TRACE = 5;
  private static final int TRACES_PER_REQUEST = 100;
  private static final int SENDERS = 3;
  private static final int REPEATS = 15;
  private static final String LARGE = "1a".repeat(16);
  private static final List<String> KINDS = List.of("CHAIN", "LLM", "RETRIEVER", "TOOL", "LLM");

  private final Random random = new Random(1);
  private final String[] words = new String[4000];

  /**
   * Runs the program. The arguments are the number of spans, 200,000 by default, and the address of
   * another receiver, which only gets the spans.
   */
  public static void main(String[] arguments) throws Exception {
    int spans = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
    if (arguments.length > 1) {
      printLoad();
      new LoadProgram().ingest(arguments[1], spans);
    } else {
      new LoadProgram().run(spans);
    }
  }

  private LoadProgram() {
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.toString(i * 7919 + 46_656, 36);
    }
  }

  private void run(int spans) throws Exception {
    long begin = System.nanoTime();
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.send(client.request("/"));
      System.out.printf("first page after %d ms%n", millisSince(begin));
      printLoad();
      ingest(viewer.url(), spans);
      large(client);
      JsonNode newest = client.get("/api/traces?project=load&limit=1").path("rows").path(0);
      query(client, "100 newest traces", "/api/traces?project=load&limit=100");
      query(client, "one trace", "/api/traces/" + newest.path("traceId").asText());
      query(client, "search 'refund'", "/api/spans?project=load&limit=100&q=refund");
      query(client, "filter kind and latency", filter("span_kind == 'LLM' and latency_ms > 900"));
      query(client, "filter tokens, rare", filter("llm.token_count.total > 6990"));
      query(client, "filter on text", filter("'refund' in input.value"));
      query(client, "filter on rare text", filter("'sunflower' in input.value"));
      query(client, "filter on metadata", filter("metadata['channel'] == 'phone'"));
      query(
          client, "traces with an error", traces("status_code == 'ERROR' and span_kind == 'TOOL'"));
      query(client, "projects", "/api/projects");
      query(client, "sessions", "/api/sessions?project=load");
      query(client, "charts of a day", "/api/metrics?project=load");
      query(client, "trace of 10,000 spans", "/api/traces/" + LARGE);
      printLoad();
    }
  }

  private static void printLoad() {
    System.out.printf(
        "load of the machine in the last minute: %.1f on %d processors%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  /** Sends one large trace. */
  private static void large(ViewerClient client) throws Exception {
    for (int i = 0; i < 10_000; i += 1000) {
      OtlpJson request = OtlpJson.project("large");
      long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
      for (int id = i + 1; id <= i + 1000; id++) {
        request.raw(LARGE, id, id / 8, "step " + id, now + id, now + 2L * id, "input.value=" + id);
      }
      client.postJson("/v1/traces", request.toString());
    }
  }

  private static String traces(String expression) {
    return "/api/traces?project=load&limit=100&filter=" + ViewerClient.encode(expression);
  }

  private static String filter(String expression) {
    return "/api/spans?project=load&limit=100&filter=" + ViewerClient.encode(expression);
  }

  private void ingest(String url, int spans) throws Exception {
    int requests = spans / (SPANS_PER_TRACE * TRACES_PER_REQUEST);
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < Math.min(requests, 40); i++) {
      // Each request covers ten minutes of a day.
      bodies.add(request(TimeUnit.MINUTES.toNanos(10) * (i + 1)));
    }
    Path folder = Files.createTempDirectory("openinference-load-");
    // The viewer is measured, so the senders make and compress the requests before.
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      byte[] body = renumbered(bodies.get(i % bodies.size()), i);
      files.add(Files.write(folder.resolve(i + ".gz"), body));
    }
    try {
      send(url, files);
    } finally {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static void send(String url, List<Path> files) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    long begin = System.nanoTime();
    long cpu = cpuNanos();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender = new Thread(() -> send(url, files, next, done));
      sender.start();
      senders.add(sender);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    double writer = writerSeconds();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    int sent = done.get() * SPANS_PER_TRACE * TRACES_PER_REQUEST;
    System.out.printf(
        "%,d spans acknowledged in %.1f s: %,.0f a second, %,.0f per second of processor time,"
            + " senders included; %,.0f per second of the thread that writes%n",
        sent, seconds, sent / seconds, sent / cpuSeconds, sent / writer);
  }

  private static double writerSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("openinference-viewer-writer")) {
        return threads.getThreadCpuTime(thread.getId()) / 1e9;
      }
    }
    // Another receiver writes in its own process.
    return Double.NaN;
  }

  private static void send(String url, List<Path> files, AtomicInteger next, AtomicInteger done) {
    ViewerClient client = new ViewerClient(url);
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      try {
        int status =
            client
                .send(
                    client
                        .request("/v1/traces")
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "gzip")
                        .header("x-project-name", "load")
                        .POST(BodyPublishers.ofFile(files.get(i))))
                .statusCode();
        if (status == 200) {
          done.incrementAndGet();
        }
      } catch (IOException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** The ids begin with these eight bytes, which are "trace" and a number in each body. */
  private static byte[] renumbered(byte[] body, int number) {
    byte[] copy = body.clone();
    for (int i = 0; i + 8 < copy.length; i++) {
      if (copy[i] == 'T' && copy[i + 1] == 'R' && copy[i + 2] == 'C' && copy[i + 3] == '#') {
        copy[i + 4] = (byte) (number >> 16);
        copy[i + 5] = (byte) (number >> 8);
        copy[i + 6] = (byte) number;
      }
    }
    return gzip(copy);
  }

  private byte[] request(long age) throws IOException {
    ByteArrayOutputStream scope = new ByteArrayOutputStream();
    CodedOutputStream spans = CodedOutputStream.newInstance(scope);
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    for (int i = 0; i < TRACES_PER_REQUEST; i++) {
      String trace = "54524323000000%02x%016x".formatted(i, random.nextLong());
      for (int j = 0; j < SPANS_PER_TRACE; j++) {
        long start = now - age + TimeUnit.SECONDS.toNanos(random.nextInt(120));
        spans.writeByteArray(2, OtlpProtobufWriter.write(span(trace, j, start)));
      }
    }
    spans.flush();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    ByteArrayOutputStream resourceSpans = new ByteArrayOutputStream();
    CodedOutputStream in = CodedOutputStream.newInstance(resourceSpans);
    in.writeByteArray(2, scope.toByteArray());
    in.flush();
    out.writeByteArray(1, resourceSpans.toByteArray());
    out.flush();
    return request.toByteArray();
  }

  private OtlpSpan span(String trace, int index, long start) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("openinference.span.kind", KINDS.get(index));
    attributes.put("input.value", text(1200));
    attributes.put("output.value", text(1200));
    String channel = random.nextInt(100) == 0 ? "phone" : "web";
    attributes.put("metadata", "{\"channel\":\"" + channel + "\"}");
    if (KINDS.get(index).equals("LLM")) {
      attributes.put("llm.model_name", "model-" + random.nextInt(4));
      attributes.put("llm.token_count.prompt", (long) random.nextInt(6000));
      attributes.put("llm.token_count.completion", (long) random.nextInt(1000));
      attributes.put("llm.input_messages.0.message.content", text(500));
    }
    return new OtlpSpan(
        trace,
        OtlpJson.id(index + 1),
        index == 0 ? "" : OtlpJson.id(1),
        "",
        0,
        "step " + index,
        1,
        start,
        start + (long) (random.nextDouble() * 1e9),
        attributes,
        0,
        List.of(),
        0,
        List.of(),
        0,
        random.nextInt(100) == 0 ? 2 : 1,
        "");
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(random.nextInt(100) == 0 ? "refund " : "");
    if (random.nextInt(20_000) == 0) {
      text.append("sunflower ");
    }
    while (text.length() < length) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    return text.toString();
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void query(ViewerClient client, String name, String path) throws Exception {
    double[] times = new double[REPEATS];
    double first = 0;
    long cpu = 0;
    for (int i = 0; i < REPEATS; i++) {
      long begin = System.nanoTime();
      client.get(path);
      times[i] = (System.nanoTime() - begin) / 1e6;
      if (i == 0) {
        first = times[0];
        cpu = cpuNanos();
      }
    }
    double used = (cpuNanos() - cpu) / 1e6 / (REPEATS - 1);
    Arrays.sort(times);
    System.out.printf(
        "%-26s median %7.1f ms, first %7.1f ms, least %7.1f ms, processor %7.1f ms%n",
        name, times[REPEATS / 2], first, times[0], used);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
