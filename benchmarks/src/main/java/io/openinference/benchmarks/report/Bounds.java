// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import io.openinference.benchmarks.core.ExportLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bounds, computed from the figures of one run; those whose figures were not measured are left
 * out.
 *
 * <p>What tracing adds is what the traced call costs beyond the one that nobody traces.
 */
final class Bounds {

  private static final String NONE = "NONE";
  private static final String OURS = "OURS";
  private static final String FLOOR = "FLOOR";
  private static final List<String> PEERS = List.of("OPENTELEMETRY", "BRAINTRUST");

  private final Figures figures;
  private final List<Bound> bounds = new ArrayList<>();

  private Bounds(Figures figures) {
    this.figures = figures;
  }

  static List<Bound> of(Figures figures) {
    Bounds bounds = new Bounds(figures);
    bounds.addFloors();
    bounds.addGrowth();
    PEERS.forEach(bounds::addPeer);
    bounds.addUnrecorded("SUPPRESSED");
    bounds.addUnrecorded("SAMPLED_OUT");
    bounds.addUnrecorded("NO_SDK");
    return bounds.bounds;
  }

  static List<Bound> of(ExportLoad load) {
    return List.of(
        new Bound(
            "lost of %d spans of 420 KB, %d a second"
                .formatted(load.sent(), ExportLoad.SPANS_PER_SECOND),
            load.sent() - load.delivered(),
            0,
            "spans"),
        new Bound(
            "largest request of these", load.largestRequest(), ExportLoad.MAX_REQUEST_BYTES, "B"));
  }

  private void addFloors() {
    addRatio("chat of 20 messages, ours / floor", chat(OURS, 20), chat(FLOOR, 20), 1.3);
    addRatio("chat of 500 messages, ours / floor", chat(OURS, 500), chat(FLOOR, 500), 1.3);
    addRatio("AI service, ours / floor", aiService(OURS), aiService(FLOOR), 1.3);
    addRatio("chunk of a stream, ours / floor", chunk(OURS), chunk(FLOOR), 2);
  }

  private void addGrowth() {
    addRatio("chat, 5,000 / 500 messages", chat(OURS, 5_000), chat(OURS, 500), 11);
    addRatio("parsed chat, 5,000 / 500 messages", parsedChat(5_000), parsedChat(500), 11);
    addRatio("stream, 3,000 / 300 chunks", parsed(OURS, 3_000), parsed(OURS, 300), 11);
  }

  private void addPeer(String peer) {
    String name = ", ours / " + peer.toLowerCase(Locale.ROOT);
    addRatio("chat of 20 messages" + name, chat(OURS, 20), chat(peer, 20), 1);
    addRatio("chat of 500 messages" + name, chat(OURS, 500), chat(peer, 500), 1);
    addRatio("stream of 300 chunks" + name, stream(OURS, 300), stream(peer, 300), 1);
    addRatio("stream of 300 parsed chunks" + name, parsed(OURS, 300), parsed(peer, 300), 1);
    addRatio("embeddings" + name, embedding(OURS), embedding(peer), 1);
    addRatio("AI service" + name, aiService(OURS), aiService(peer), 1);
  }

  private void addUnrecorded(String reason) {
    String prefix = "UnrecordedChat.create ";
    Optional<Figure> ours = figures.get(prefix + OURS + ' ' + reason);
    Optional<Figure> floor = figures.get(prefix + FLOOR + ' ' + reason);
    if (ours.isPresent() && floor.isPresent()) {
      // What a JVM allocates beside the benchmark comes to a fraction of a byte.
      double bytes = Math.rint(ours.get().minus(floor.get()).bytes());
      bounds.add(new Bound(reason + ", ours - OpenTelemetry's own", bytes, 64, "B"));
    }
  }

  private void addRatio(String name, Optional<Figure> figure, Optional<Figure> base, double limit) {
    if (figure.isPresent() && base.isPresent()) {
      Figure ratio = figure.get().dividedBy(base.get());
      bounds.add(new Bound(name + ", added time", ratio.nanoseconds(), limit, ""));
      bounds.add(new Bound(name + ", added bytes", ratio.bytes(), limit, ""));
    }
  }

  private Optional<Figure> chat(String instrumentation, int messages) {
    return added("Chat.create", instrumentation, " " + messages);
  }

  /** All that such a call of ours takes is added, because its client does nothing. */
  private Optional<Figure> parsedChat(int messages) {
    return figures.get("ParsedChat.create " + OURS + ' ' + messages);
  }

  private Optional<Figure> stream(String instrumentation, int chunks) {
    return added("Stream.create", instrumentation, " " + chunks);
  }

  /** Beside what openai-java takes to parse chunks, what is added to them drowns in the noise. */
  private Optional<Figure> parsed(String instrumentation, int chunks) {
    return added("ParsedStream.create", instrumentation, " " + chunks);
  }

  private Optional<Figure> embedding(String instrumentation) {
    return added("Embedding.create", instrumentation, "");
  }

  private Optional<Figure> aiService(String instrumentation) {
    return added("AiService.ask", instrumentation, "");
  }

  /** What 2,700 further chunks add, so that request and span do not count. */
  private Optional<Figure> chunk(String instrumentation) {
    return parsed(instrumentation, 3_000)
        .flatMap(many -> parsed(instrumentation, 300).map(many::minus));
  }

  private Optional<Figure> added(String benchmark, String instrumentation, String params) {
    return figures
        .get(benchmark + ' ' + instrumentation + params)
        .flatMap(traced -> figures.get(benchmark + ' ' + NONE + params).map(traced::minus));
  }
}
