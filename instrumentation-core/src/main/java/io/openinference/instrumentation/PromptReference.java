// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.PromptAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a prompt that a vendor manages: the vendor, the identifier and the link.
 *
 * <p>Follows {@code prompt.vendor}, {@code prompt.id} and {@code prompt.url} of the OpenInference
 * semantic conventions.
 *
 * @since 0.1.0
 */
public final class PromptReference {

  private final @Nullable String vendor;
  private final @Nullable String id;
  private final @Nullable String url;

  private PromptReference(@Nullable String vendor, @Nullable String id, @Nullable String url) {
    this.vendor = vendor;
    this.id = id;
    this.url = url;
  }

  /**
   * Returns a reference; null values are not recorded.
   *
   * @param vendor for example {@code arize-phoenix}
   * @param id the vendor's identifier of the prompt
   * @param url the link to a page that shows the prompt
   */
  public static PromptReference of(
      @Nullable String vendor, @Nullable String id, @Nullable String url) {
    return new PromptReference(vendor, id, url);
  }

  /** Returns the vendor, for example {@code arize-phoenix}, or null. */
  public @Nullable String vendor() {
    return vendor;
  }

  /** Returns the vendor's identifier of the prompt, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the link to a page that shows the prompt, or null. */
  public @Nullable String url() {
    return url;
  }

  void writeTo(AttributeSink sink) {
    sink.set(PromptAttributes.PROMPT_VENDOR, vendor);
    sink.set(PromptAttributes.PROMPT_ID, id);
    sink.set(PromptAttributes.PROMPT_URL, url);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PromptReference that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(vendor, id, url);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("PromptReference")
        .with("vendor", vendor)
        .with("id", id)
        .with("url", url)
        .toString();
  }
}
