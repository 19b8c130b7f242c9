// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prompts as a server keeps them. */
class PromptsIT extends AbstractPhoenixIT {

  private final String name = unique("bot");
  private final PromptVersion first =
      PromptVersion.builder("OPENAI", "gpt-4o")
          .description("first")
          .message("system", "Be {{ mood }}.")
          .message("user", "{{question}} ünï")
          .parameter("temperature", 0.5)
          .parameter("max_tokens", 100)
          .tool("search", "Searches.", Map.of("type", "object", "properties", Map.of()))
          .toolChoice("zero_or_more")
          .responseSchema("answer", Map.of("type", "object"))
          .build();

  @Test
  void areReadAsTheyWereCreated() {
    PromptVersion created = client.prompts().create(name, "of a bot", Map.of("team", "a"), first);

    assertThat(created.id()).isNotEmpty();
    assertThat(created.messages()).isEqualTo(first.messages());
    assertThat(created.modelName()).isEqualTo("gpt-4o");
    assertThat(created.parameters()).isEqualTo(Map.of("temperature", 0.5, "max_tokens", 100));
    assertThat(created.tools()).isEqualTo(first.tools());
    assertThat(created.toolChoice()).isEqualTo(Map.of("type", "zero_or_more"));
    assertThat(created.responseSchema()).isEqualTo(first.responseSchema());
    assertThat(client.prompts().latest(name)).isEqualTo(created);
    assertThat(client.prompts().version(created.id())).isEqualTo(created);
    StoredPrompt stored =
        client.prompts().list().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(stored.description()).isEqualTo("of a bot");
    assertThat(stored.metadata()).isEqualTo(Map.of("team", "a"));
    assertThat(created.format(Map.of("mood", "kind", "question", "Why?", "extra", "x")).messages())
        .extracting(PromptMessage::text)
        .containsExactly("Be kind.", "Why? ünï");
  }

  @Test
  void haveVersionsAndTags() {
    PromptVersion one = client.prompts().create(name, first);
    PromptVersion two =
        client
            .prompts()
            .addVersion(
                name,
                PromptVersion.builder("ANTHROPIC", "claude").message("user", "hi").build(),
                List.of("staging"));

    assertThat(client.prompts().versions(name)).containsExactly(two, one);
    assertThat(client.prompts().latest(name)).isEqualTo(two);
    assertThat(client.prompts().tagged(name, "staging")).isEqualTo(two);
    client.prompts().addTag(one.id(), "production", "checked");
    assertThat(client.prompts().tagged(name, "production")).isEqualTo(one);
    assertThat(client.prompts().tags(one.id()))
        .extracting(PromptTag::name, PromptTag::description)
        .containsExactly(tuple("production", "checked"));
    client.prompts().removeTag(one.id(), "production");
    assertThat(client.prompts().tags(one.id())).isEmpty();
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.prompts().tagged(name, "production"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void areChangedAndDeleted() {
    client.prompts().create(name, first);

    client.prompts().update(name, "new", null);
    assertThat(client.prompts().list()).extracting(StoredPrompt::description).contains("new");
    client.prompts().delete(name);
    assertThat(client.prompts().list()).extracting(StoredPrompt::name).doesNotContain(name);
  }
}
