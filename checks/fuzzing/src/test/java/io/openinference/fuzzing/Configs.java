// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Settings that hide nothing, something or nearly everything. */
final class Configs {

  private static final List<BiFunction<TraceConfigBuilder, Boolean, TraceConfigBuilder>> SETTINGS =
      List.of(
          TraceConfigBuilder::hideLlmInvocationParameters,
          TraceConfigBuilder::hideLlmTools,
          TraceConfigBuilder::hideInputs,
          TraceConfigBuilder::hideOutputs,
          TraceConfigBuilder::hideInputMessages,
          TraceConfigBuilder::hideOutputMessages,
          TraceConfigBuilder::hideInputImages,
          TraceConfigBuilder::hideInputText,
          TraceConfigBuilder::hideOutputText,
          TraceConfigBuilder::hidePrompts,
          TraceConfigBuilder::hideChoices,
          TraceConfigBuilder::hideEmbeddingsVectors,
          TraceConfigBuilder::hideEmbeddingsText,
          TraceConfigBuilder::hideRetrievalDocuments);

  static Arbitrary<TraceConfig> any() {
    return Combinators.combine(
            Arbitraries.of(SETTINGS).set().ofMaxSize(4),
            Arbitraries.of(0, 1, 30, 32_000),
            Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
        .as(
            (hidden, imageLength, uploads) -> {
              TraceConfigBuilder builder = TraceConfig.builder().base64ImageMaxLength(imageLength);
              hidden.forEach(setting -> setting.apply(builder, true));
              if (uploads) {
                builder.blobUploader(blob -> blob.data().length % 2 == 0 ? null : "s3://b/" + 1);
              }
              return builder.build();
            });
  }

  private Configs() {}
}
