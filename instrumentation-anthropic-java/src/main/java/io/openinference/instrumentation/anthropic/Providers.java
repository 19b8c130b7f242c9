// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.semconv.LlmProvider;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out who hosts the models that a service asks. */
final class Providers {

  private static final String BACKEND = "com.anthropic.backends.Backend";
  private static final String HTTP_CLIENT = "com.anthropic.core.http.HttpClient";

  /** HTTP clients lie in each other: for retries, for the connections, for the backend. */
  private static final int MAX_DEPTH = 8;

  private static final ClassValue<Optional<Field>> OPTIONS = field(ClientOptions.class.getName());
  private static final ClassValue<Optional<Field>> BACKENDS = field(BACKEND);
  private static final ClassValue<Optional<Field>> CLIENTS = field(HTTP_CLIENT);

  /** Keeps the provider with the options, which services share. */
  private static final Map<ClientOptions, LlmProvider> KNOWN =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Returns the provider; Anthropic where nothing tells of another one. */
  static LlmProvider of(Object service) {
    ClientOptions options = optionsOf(service);
    if (options == null) {
      return LlmProvider.ANTHROPIC;
    }
    LlmProvider known = KNOWN.get(options);
    if (known == null) {
      known = find(options);
      KNOWN.put(options, known);
    }
    return known;
  }

  /** Returns the options of a client or service of the library, or null for another class. */
  static @Nullable ClientOptions optionsOf(Object service) {
    return read(OPTIONS, service) instanceof ClientOptions options ? options : null;
  }

  private static LlmProvider find(ClientOptions options) {
    LlmProvider byHost = ModelOrigins.providerOf(options.baseUrl());
    // Older releases say that it is Anthropic's also where a backend has another one.
    if (byHost != null && byHost != LlmProvider.ANTHROPIC) {
      return byHost;
    }
    Object backend = read(BACKENDS, options);
    Object client = options.httpClient();
    for (int depth = 0; backend == null && client != null && depth < MAX_DEPTH; depth++) {
      backend = read(BACKENDS, client);
      client = read(CLIENTS, client);
    }
    return backend == null ? LlmProvider.ANTHROPIC : byBackend(backend.getClass().getSimpleName());
  }

  private static LlmProvider byBackend(String className) {
    String name = className.toLowerCase(Locale.ROOT);
    if (name.contains("bedrock") || name.contains("mantle") || name.startsWith("aws")) {
      return LlmProvider.AWS;
    }
    if (name.contains("vertex") || name.contains("google")) {
      return LlmProvider.GOOGLE;
    }
    return name.contains("foundry") ? LlmProvider.AZURE : LlmProvider.ANTHROPIC;
  }

  private static @Nullable Object read(ClassValue<Optional<Field>> fields, Object object) {
    try {
      Field field = fields.get(object.getClass()).orElse(null);
      return field == null ? null : field.get(object);
    } catch (IllegalAccessException | RuntimeException | LinkageError e) {
      return null; // The other attributes do not depend on it.
    }
  }

  private static ClassValue<Optional<Field>> field(String typeName) {
    return new ClassValue<>() {
      @Override
      protected Optional<Field> computeValue(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
          if (field.getType().getName().equals(typeName) && field.trySetAccessible()) {
            return Optional.of(field);
          }
        }
        return Optional.empty();
      }
    };
  }

  private Providers() {}
}
