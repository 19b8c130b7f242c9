// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.MaskingRules.Action;
import io.openinference.instrumentation.spi.Base64DataUri;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Masks each attribute before OpenTelemetry sees it.
 *
 * <p>Never throws. If masking itself fails, the attribute is dropped and not shown.
 */
final class AttributeMasker {

  /** The number of cached decisions. Decisions about further keys are not cached. */
  private static final int MAX_CACHED_KEYS = 4096;

  private final boolean hidesNothing;
  private final int base64ImageMaxLength;
  private final boolean hidesExceptionDetail;
  private final MaskingRules rules;
  private final Map<String, Action> actions = new ConcurrentHashMap<>();
  private final TelemetryGuard guard = TelemetryGuard.named("masking");
  private final MediaUpload mediaUpload;

  static AttributeMasker of(TraceConfig config) {
    return new AttributeMasker(config);
  }

  private AttributeMasker(TraceConfig config) {
    hidesNothing = config.hidesNothing();
    base64ImageMaxLength = config.base64ImageMaxLength();
    hidesExceptionDetail = config.hidesExceptionDetail();
    rules = new MaskingRules(config);
    mediaUpload = new MediaUpload(config.blobUploader(), guard);
  }

  /**
   * Masks a value.
   *
   * @return the same instance if no setting hides the value, null if the attribute must not be set,
   *     else the string to record instead
   */
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    try {
      return mask(key, value, true);
    } catch (Throwable fault) {
      guard.handle("mask", fault);
      return null;
    }
  }

  /** Masks a value, and calls the supplier only if the result depends on the value. */
  @Nullable Object maskLazily(AttributeKey<?> key, Supplier<? extends @Nullable Object> value) {
    try {
      Action action = hidesNothing ? Action.KEEP : actionFor(key);
      if (action == Action.DROP) {
        return null;
      }
      if (action == Action.REDACT) {
        return TraceConfig.REDACTED_VALUE;
      }
      Object evaluated = value.get();
      return evaluated == null ? null : mask(key, evaluated, true);
    } catch (Throwable fault) {
      guard.handle("mask lazily", fault);
      return null;
    }
  }

  /**
   * Masks a value for the sampler, without side effects: media over the limit are redacted and not
   * uploaded.
   */
  @Nullable Object maskWithoutUpload(AttributeKey<?> key, Object value) {
    try {
      return mask(key, value, false);
    } catch (Throwable fault) {
      guard.handle("mask for the sampler", fault);
      return null;
    }
  }

  /**
   * Tells whether spans may record only the type of an exception. This also applies to the span's
   * status.
   */
  boolean hidesExceptionDetail() {
    return hidesExceptionDetail;
  }

  private @Nullable Object mask(AttributeKey<?> key, Object value, boolean upload) {
    if (hidesNothing && !Base64DataUri.isDataUri(value)) {
      return value;
    }
    return switch (actionFor(key)) {
      case KEEP -> value;
      case DROP -> null;
      case REDACT -> TraceConfig.REDACTED_VALUE;
      case LIMIT_IMAGE -> limitImage(key, value, upload);
      case LIMIT_MEDIA -> limitMedia(key, value, upload);
      case LIMIT_NON_IMAGE ->
          Base64DataUri.isImage(value)
              ? TraceConfig.REDACTED_VALUE
              : limitMedia(key, value, upload);
    };
  }

  private Object limitImage(AttributeKey<?> key, Object value, boolean upload) {
    return value instanceof String uri && Base64DataUri.isBase64Image(uri)
        ? limit(key, uri, upload)
        : value;
  }

  private Object limitMedia(AttributeKey<?> key, Object value, boolean upload) {
    return value instanceof String uri && Base64DataUri.isBase64(uri)
        ? limit(key, uri, upload)
        : value;
  }

  private String limit(AttributeKey<?> key, String uri, boolean upload) {
    if (uri.length() <= base64ImageMaxLength) {
      return uri;
    }
    return upload ? mediaUpload.uploadOrRedact(uri, key.getKey()) : TraceConfig.REDACTED_VALUE;
  }

  private Action actionFor(AttributeKey<?> key) {
    String name = key.getKey();
    Action cached = actions.get(name);
    if (cached != null) {
      return cached;
    }
    Action action = rules.actionFor(name);
    if (actions.size() < MAX_CACHED_KEYS) {
      actions.put(name, action);
    }
    return action;
  }
}
