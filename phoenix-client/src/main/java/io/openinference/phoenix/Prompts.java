// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls for prompts. A prompt is named by its name or its id. Names have small letters, digits,
 * {@code -} and {@code _}.
 *
 * @since 0.1.0
 */
public final class Prompts {

  private static final int PAGE = 100;

  private final Transport transport;

  Prompts(Transport transport) {
    this.transport = transport;
  }

  /** Returns all prompts. */
  public Paged<StoredPrompt> list() {
    return paged("prompts", StoredPrompt::new);
  }

  /** Returns the newest version of a prompt. */
  public PromptVersion latest(String prompt) {
    return version(ApiRequest.get("prompts/{}/latest", prompt));
  }

  /** Returns the version of a prompt that carries a tag. */
  public PromptVersion tagged(String prompt, String tag) {
    return version(ApiRequest.get("prompts/{}/tags/{}", prompt, tag));
  }

  /** Returns a version by its id. */
  public PromptVersion version(String versionId) {
    return version(ApiRequest.get("prompt_versions/{}", versionId));
  }

  /** Returns the versions of a prompt, the newest first. */
  public Paged<PromptVersion> versions(String prompt) {
    return paged("prompts/{}/versions", PromptVersion::new, prompt);
  }

  /** Adds a version to a prompt, and creates the prompt if there is none. */
  public PromptVersion create(String name, PromptVersion version) {
    return create(name, "", Map.of(), version);
  }

  /**
   * Adds a version to a prompt, and creates the prompt if there is none.
   *
   * @param description the description of a new prompt
   * @param metadata the metadata of a new prompt
   */
  public PromptVersion create(
      String name, String description, Map<String, ?> metadata, PromptVersion version) {
    Object prompt =
        Json.object(
            "name", name,
            "description", description.isEmpty() ? null : description,
            "metadata", metadata.isEmpty() ? null : metadata);
    return create(
        ApiRequest.post("prompts"), Json.object("prompt", prompt, "version", json(version)));
  }

  /** Adds a version to a prompt that is there, with tags that it takes from other versions. */
  public PromptVersion addVersion(String prompt, PromptVersion version, List<String> tags) {
    transport.require(ServerFeature.PROMPT_VERSIONS);
    Object tagList = tags.stream().map(tag -> Map.of("name", tag)).toList();
    return create(
        ApiRequest.post("prompts/{}/versions", prompt),
        Json.object("version", json(version), "tags", tagList));
  }

  /** Changes description and metadata. Null leaves a value as it is. */
  public void update(
      String prompt, @Nullable String description, @Nullable Map<String, ?> metadata) {
    transport.require(ServerFeature.PATCH_PROMPT);
    transport.send(
        ApiRequest.patch("prompts/{}", prompt).repeat(Repeat.HARMLESS),
        Json.object("description", description, "metadata", metadata));
  }

  /** Deletes a prompt with all its versions. */
  public void delete(String prompt) {
    transport.require(ServerFeature.DELETE_PROMPT);
    transport.send(ApiRequest.delete("prompts/{}", prompt));
  }

  /** Returns the tags of a version. */
  public Paged<PromptTag> tags(String versionId) {
    return paged("prompt_versions/{}/tags", PromptTag::new, versionId);
  }

  /** Puts a tag on a version, and takes it off the other versions of the prompt. */
  public void addTag(String versionId, String tag, String description) {
    transport.send(
        ApiRequest.post("prompt_versions/{}/tags", versionId).repeat(Repeat.HARMLESS),
        Json.object("name", tag, "description", description.isEmpty() ? null : description));
  }

  /** Takes a tag off a version. */
  public void removeTag(String versionId, String tag) {
    transport.send(ApiRequest.delete("prompt_versions/{}/tags/{}", versionId, tag));
  }

  private PromptVersion create(ApiRequest request, Object body) {
    return new PromptVersion(transport.data(transport.send(request, body)));
  }

  private PromptVersion version(ApiRequest request) {
    return new PromptVersion(transport.data(transport.send(request)));
  }

  /** Returns a version without the id, which the server gives. */
  private static Map<String, @Nullable Object> json(PromptVersion version) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(version.json());
    json.remove("id");
    return json;
  }

  private <T> Paged<T> paged(
      String template, Function<Map<String, @Nullable Object>, T> reader, Object... segments) {
    return new Paged<>(
        transport,
        cursor -> ApiRequest.get(template, segments).query("limit", PAGE).query("cursor", cursor),
        reader);
  }
}
