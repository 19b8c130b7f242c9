// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import io.openinference.benchmarks.core.ExportLoad;
import io.openinference.benchmarks.report.Rounds.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounds, computed from the rounds of one run; those whose figures were not measured are left
 * out.
 *
 * <p>Where a client can do nothing, the whole cost of a call is tracing. Elsewhere, what tracing
 * adds is what the traced call costs beyond the one that nobody traces in the same round.
 */
final class Bounds {

  private static final String NONE = "NONE";
  private static final String OURS = "OURS";
  private static final String FLOOR = "FLOOR";

  private final Rounds rounds;
  private final List<Bound> bounds = new ArrayList<>();

  private Bounds(Rounds rounds) {
    this.rounds = rounds;
  }

  static List<Bound> of(Rounds rounds) {
    Bounds bounds = new Bounds(rounds);
    bounds.addFloors();
    bounds.addGrowth();
    bounds.addOpenTelemetry();
    bounds.addBraintrust();
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
            Estimate.exact(load.sent() - load.delivered()),
            0,
            "spans"),
        new Bound(
            "largest request of these",
            Estimate.exact(load.largestRequest()),
            ExportLoad.MAX_REQUEST_BYTES,
            "B"));
  }

  private void addFloors() {
    addRatio("chat of 20 messages, ours / floor", parsedChat(OURS, 20), parsedChat(FLOOR, 20), 1.3);
    addRatio(
        "chat of 500 messages, ours / floor", parsedChat(OURS, 500), parsedChat(FLOOR, 500), 1.3);
    addRatio("AI service, ours / floor", aiService(OURS), aiService(FLOOR), 1.3);
    addRatio("chunk of a stream, ours / floor", chunk(OURS), chunk(FLOOR), 2);
  }

  private void addGrowth() {
    addRatio("chat, 5,000 / 500 messages", parsedChat(OURS, 5_000), parsedChat(OURS, 500), 11);
    addRatio("stream, 3,000 / 300 chunks", parsed(OURS, 3_000), parsed(OURS, 300), 11);
  }

  private void addOpenTelemetry() {
    String peer = "OPENTELEMETRY";
    String name = ", ours / opentelemetry";
    addRatio("chat of 20 messages" + name, parsedChat(OURS, 20), parsedChat(peer, 20), 1);
    addRatio("chat of 500 messages" + name, parsedChat(OURS, 500), parsedChat(peer, 500), 1);
    addRatio("stream of 300 chunks" + name, parsed(OURS, 300), parsed(peer, 300), 1);
    addRatio("embeddings" + name, embedding(OURS), embedding(peer), 1);
  }

  /** Braintrust traces the transport, so a client must work. */
  private void addBraintrust() {
    String peer = "BRAINTRUST";
    String name = ", ours / braintrust";
    addRatio("chat of 20 messages" + name, chat(OURS, 20), chat(peer, 20), 1);
    addRatio("chat of 500 messages" + name, chat(OURS, 500), chat(peer, 500), 1);
    addRatio("stream of 300 chunks" + name, stream(OURS, 300), stream(peer, 300), 1);
    addRatio("embeddings" + name, embedding(OURS), embedding(peer), 1);
    addRatio("AI service" + name, aiService(OURS), aiService(peer), 1);
  }

  private void addUnrecorded(String reason) {
    String prefix = "UnrecordedChat.create ";
    Measure added =
        figure(prefix + OURS + ' ' + reason).minus(figure(prefix + FLOOR + ' ' + reason));
    // The JVM itself allocates a fraction of a byte for each call.
    rounds
        .mean(added, figure -> Math.rint(figure.bytes()))
        .ifPresent(
            bytes ->
                bounds.add(new Bound(reason + ", ours - OpenTelemetry's own", bytes, 64, "B")));
  }

  private void addRatio(String name, Measure figure, Measure base, double limit) {
    rounds
        .ratio(figure, base, Figure::nanoseconds)
        .ifPresent(ratio -> bounds.add(new Bound(name + ", added time", ratio, limit, "")));
    rounds
        .ratio(figure, base, Figure::bytes)
        .ifPresent(ratio -> bounds.add(new Bound(name + ", added bytes", ratio, limit, "")));
  }

  private static Measure chat(String instrumentation, int messages) {
    return added("Chat.create", instrumentation, " " + messages);
  }

  private static Measure parsedChat(String instrumentation, int messages) {
    return added("ParsedChat.create", instrumentation, " " + messages);
  }

  private static Measure stream(String instrumentation, int chunks) {
    return added("Stream.create", instrumentation, " " + chunks);
  }

  private static Measure parsed(String instrumentation, int chunks) {
    return added("ParsedStream.create", instrumentation, " " + chunks);
  }

  private static Measure embedding(String instrumentation) {
    return added("Embedding.create", instrumentation, "");
  }

  private static Measure aiService(String instrumentation) {
    return added("AiService.ask", instrumentation, "");
  }

  /** Measures 2,700 further chunks, so that request and span do not count. */
  private static Measure chunk(String instrumentation) {
    return parsed(instrumentation, 3_000).minus(parsed(instrumentation, 300));
  }

  private static Measure added(String benchmark, String instrumentation, String params) {
    return figure(benchmark + ' ' + instrumentation + params)
        .minus(figure(benchmark + ' ' + NONE + params));
  }

  private static Measure figure(String name) {
    return round -> round.get(name);
  }
}
