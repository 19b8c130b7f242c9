// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** Embeds a text as how often it has each of three letters. */
final class LetterEmbeddingModel implements EmbeddingModel {

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    return Response.from(
        segments.stream().map(LetterEmbeddingModel::letters).toList(),
        new TokenUsage(segments.size(), null, segments.size()));
  }

  @Override
  public String modelName() {
    return "letters";
  }

  /** Returns the embedding of a text without a call of the model, which could be traced. */
  static Embedding letters(TextSegment segment) {
    return Embedding.from(
        new float[] {
          1 + count(segment.text(), 'a'), count(segment.text(), 'e'), count(segment.text(), 'o')
        });
  }

  private static float count(String text, char letter) {
    return text.chars().filter(c -> c == letter).count();
  }
}
