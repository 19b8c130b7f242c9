// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the recorder of an observation by the names of its classes, because an application has not
 * all of Spring AI's modules.
 */
final class ObservationRecorders {

  private static final String SPRING = "org.springframework.ai.";

  private static final Map<String, Supplier<RecorderChoice>> BY_NAME =
      Map.of(
          SPRING + "chat.observation.ChatModelObservationContext",
          () -> always(new ChatModelRecorder()),
          SPRING + "embedding.observation.EmbeddingModelObservationContext",
          () -> always(new EmbeddingModelRecorder()),
          SPRING + "image.observation.ImageModelObservationContext",
          () -> always(new ImageModelRecorder()),
          SPRING + "tool.observation.ToolCallingObservationContext",
          () -> always(new ToolRecorder()),
          SPRING + "chat.client.observation.ChatClientObservationContext",
          () -> ChatClientRecorder.choice(),
          SPRING + "chat.client.advisor.observation.AdvisorObservationContext",
          () -> always(new AdvisorRecorder()),
          SPRING + "vectorstore.observation.VectorStoreObservationContext",
          () -> VectorStoreRecorder.choice());

  private static final ClassValue<Boolean> IS_KNOWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (BY_NAME.containsKey(each.getName()) || FrameworkRecorder.isKnown(each)) {
              return true;
            }
          }
          return false;
        }
      };

  private static final ClassValue<Optional<RecorderChoice>> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected Optional<RecorderChoice> computeValue(Class<?> type) {
          return Optional.ofNullable(find(type));
        }
      };

  /** Tells whether an observation is Spring AI's, without loading a class of Spring AI. */
  static boolean areFor(Observation.Context observation) {
    return IS_KNOWN.get(observation.getClass()) || FrameworkRecorder.named(observation) != null;
  }

  /** Returns the recorder of an observation, or null if the observation is none of Spring AI's. */
  static @Nullable ObservationRecorder<?, ?> of(Observation.Context observation) {
    RecorderChoice choice = BY_CLASS.get(observation.getClass()).orElse(null);
    return choice == null ? FrameworkRecorder.named(observation) : choice.of(observation);
  }

  private static @Nullable RecorderChoice find(Class<?> type) {
    for (Class<?> current = type; current != null; current = current.getSuperclass()) {
      Supplier<RecorderChoice> choice = BY_NAME.get(current.getName());
      RecorderChoice found = choice == null ? FrameworkRecorder.choice(current) : choice.get();
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static RecorderChoice always(ObservationRecorder<?, ?> recorder) {
    return observation -> recorder;
  }

  private ObservationRecorders() {}
}
