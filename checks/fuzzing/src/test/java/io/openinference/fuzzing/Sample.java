// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A request and its answer, whole or in events, of the tests of masking. The places for secrets are
 * texts here.
 */
record Sample(String name, JsonNode root) {

  static List<Sample> of(String library, String... names) {
    List<Sample> samples = new ArrayList<>();
    for (String name : names) {
      samples.add(read(library + "-" + name));
    }
    return samples;
  }

  private static Sample read(String name) {
    try (InputStream file = Sample.class.getResourceAsStream("/samples/" + name + ".json")) {
      return new Sample(name, Corpus.JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String api() {
    return root.path("api").asText();
  }

  String model() {
    return root.path("model").asText();
  }

  boolean streams() {
    return root.has("events");
  }

  Object request() {
    return Corpus.parse(root.get("request").toString());
  }

  Object response() {
    return Corpus.parse(root.path("response").toString());
  }

  List<Object> events() {
    List<Object> events = new ArrayList<>();
    for (JsonNode event : root.path("events")) {
      events.add(event.isTextual() ? response() : Corpus.parse(event.toString()));
    }
    return events;
  }

  @Override
  public String toString() {
    return name;
  }
}
