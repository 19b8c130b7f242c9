// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attributes of embedding calls and their vectors.
 *
 * @since 0.1.0
 */
public final class EmbeddingAttributes {

  /**
   * Embeddings that one call returned. Parts: {@link #EMBEDDING_TEXT} and {@link
   * #EMBEDDING_VECTOR}, as in {@code embedding.embeddings.0.embedding.vector}.
   */
  public static final ObjectListKey EMBEDDING_EMBEDDINGS =
      new ObjectListKey("embedding.embeddings");

  /** Parameters of the embedding request without its input, as the text of a JSON object. */
  public static final AttributeKey<String> EMBEDDING_INVOCATION_PARAMETERS =
      stringKey("embedding.invocation_parameters");

  /** Name of the embedding model that answered. */
  public static final AttributeKey<String> EMBEDDING_MODEL_NAME = stringKey("embedding.model_name");

  /** Text that was embedded; absent if the input was token ids. */
  public static final AttributeKey<String> EMBEDDING_TEXT = stringKey("embedding.text");

  /** Embedding vector: N numbers, where N is the dimension of the model. */
  public static final AttributeKey<List<Double>> EMBEDDING_VECTOR =
      doubleArrayKey("embedding.vector");

  private EmbeddingAttributes() {}
}
