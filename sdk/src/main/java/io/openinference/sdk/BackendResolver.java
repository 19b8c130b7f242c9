// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.sdk.BackendSettings.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a backend from the backend's own variables. */
final class BackendResolver {

  private final Backend backend;
  private final CodeSettings code;
  private final EnvironmentSettings environment;

  private BackendResolver(Backend backend, CodeSettings code, EnvironmentSettings environment) {
    this.backend = backend;
    this.code = code;
    this.environment = environment;
  }

  /** Returns null for Phoenix, whose settings are the usual ones. */
  static @Nullable BackendResolver find(CodeSettings code, EnvironmentSettings environment) {
    Backend backend = backend(code, environment);
    return backend == null || backend == Backend.PHOENIX
        ? null
        : new BackendResolver(backend, code, environment);
  }

  private static @Nullable Backend backend(CodeSettings code, EnvironmentSettings environment) {
    return code.backend().backend() != null
        ? code.backend().backend()
        : environment.get(Backend.PROPERTY, SettingTypes.BACKEND);
  }

  /** Tells whether the backend has headers of its own. */
  boolean hasHeaders() {
    return !backend.settings().headers().isEmpty();
  }

  /** Returns the project of the backend's own setting, or null. */
  static @Nullable String project(CodeSettings code, EnvironmentSettings environment) {
    // The address is resolved first and warns of a bad name.
    String name = environment.text(Backend.PROPERTY);
    Backend backend =
        code.backend().backend() != null || name == null
            ? code.backend().backend()
            : Backend.find(name);
    String property = backend == null ? null : backend.settings().projectProperty();
    return property == null ? null : environment.text(property);
  }

  /**
   * Returns the URL of trace requests. The general address of OpenTelemetry is not read, because
   * the backend's keys would go to another service.
   */
  URI endpoint() {
    BackendSettings settings = backend.settings();
    URI traces = environment.get(DestinationResolver.TRACES_ENDPOINT, SettingTypes.ENDPOINT);
    if (code.endpoint() == null && traces != null) {
      return traces;
    }
    URI base =
        code.endpoint() != null
            ? code.endpoint()
            : environment.first(
                SettingTypes.ENDPOINT, settings.baseProperties().toArray(String[]::new));
    String address = base == null ? defaultBase(settings) : base.toString();
    String trimmed = address.replaceAll("/+$", "");
    String path = settings.path();
    // Some settings hold a part of the path already.
    for (int end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
      String start = end < 0 ? path : path.substring(0, end);
      if (trimmed.endsWith(start)) {
        return URI.create(trimmed.substring(0, trimmed.length() - start.length()) + path);
      }
      if (end < 0) {
        return URI.create(trimmed + path);
      }
    }
  }

  private String defaultBase(BackendSettings settings) {
    String base = String.valueOf(settings.defaultBase());
    int start = base.indexOf('{');
    if (start < 0) {
      return base;
    }
    String[] setting = base.substring(start + 1, base.indexOf('}')).split("=", 2);
    String value = environment.text(setting[0]);
    return base.substring(0, start)
        + (value == null ? setting[1] : value)
        + base.substring(base.indexOf('}') + 1);
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : backend.settings().headers()) {
      String value = value(header);
      if (value != null && Headers.isValue(value)) {
        headers.put(header.name(), value);
      } else if (header.isRequired()) {
        environment.complain(missing(header, value != null));
      }
    }
    return headers;
  }

  private String missing(Header header, boolean isSet) {
    String settings =
        header.settings().stream().map(EnvironmentSettings::name).collect(Collectors.joining(", "));
    return "The backend "
        + backend.value()
        + " needs the header "
        + header.name()
        + ", but "
        + settings
        + (isSet ? " has a value (not shown) that must be printable ASCII" : " is not set")
        + "; the backend will refuse spans.";
  }

  private @Nullable String value(Header header) {
    List<String> settings = header.settings();
    return switch (header.source()) {
      case FIXED -> settings.get(0);
      case TEXT -> text(settings);
      case KEY -> key(settings);
      case BEARER_KEY -> prefixed("Bearer ", key(settings));
      case BASIC_KEYS -> basic(settings);
      case PROJECT -> project(settings);
    };
  }

  /** Reads a setting, with a default after an equals sign in the second place. */
  private @Nullable String text(List<String> settings) {
    String text = environment.text(settings.get(0));
    return text == null && settings.size() > 1 ? settings.get(1).substring(1) : text;
  }

  private @Nullable String key(List<String> settings) {
    return code.backend().apiKey() != null
        ? code.backend().apiKey()
        : environment.text(settings.get(0));
  }

  private @Nullable String basic(List<String> settings) {
    String keys = code.backend().apiKey();
    if (keys == null) {
      String user = environment.text(settings.get(0));
      String secret = environment.text(settings.get(1));
      keys = user == null || secret == null ? null : user + ":" + secret;
    }
    return keys == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a setting if it is set, else the project after a prefix. */
  private String project(List<String> settings) {
    String set = settings.isEmpty() ? null : environment.text(settings.get(0));
    if (set != null) {
      return set;
    }
    String prefix = settings.size() > 1 ? settings.get(1) : "";
    return prefix + ProjectName.resolve(code, environment, /* inResource= */ null);
  }

  private static @Nullable String prefixed(String prefix, @Nullable String value) {
    return value == null ? null : prefix + value;
  }
}
