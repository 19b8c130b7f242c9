// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings as Phoenix's Python client does: from the process, and from the nearest {@code
 * .env.phoenix}. The parts of the address come from one of both, and so do key and headers. A key
 * of the file can go to a server of the process, as with Phoenix's clients.
 */
final class PhoenixEnvironment {

  private static final Logger logger = Logger.getLogger(PhoenixClient.class.getName());

  private static final String DEFAULT = "http://localhost:6006";
  private static final String ENDPOINT = "PHOENIX_ENDPOINT";
  private static final String BASE_URL = "PHOENIX_BASE_URL";
  private static final String HOST = "PHOENIX_HOST";
  private static final String PORT = "PHOENIX_PORT";
  private static final String API_KEY = "PHOENIX_API_KEY";
  private static final String HEADERS = "PHOENIX_CLIENT_HEADERS";
  private static final String PROJECT = "PHOENIX_PROJECT";
  private static final String PROJECT_NAME = "PHOENIX_PROJECT_NAME";
  private static final List<String> COLLECTOR =
      List.of("PHOENIX_COLLECTOR_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");

  /** By precedence. PHOENIX_PORT belongs to PHOENIX_HOST. */
  private static final List<String> LOCATION =
      List.of(ENDPOINT, COLLECTOR.get(0), COLLECTOR.get(1), BASE_URL, HOST);

  /** PHOENIX_BASE_URL was documented for years and never read. So it does not hide a file. */
  private static final List<String> CLAIMING =
      List.of(ENDPOINT, COLLECTOR.get(0), COLLECTOR.get(1), HOST, PORT);

  private static final Pattern TRACES_PATH = Pattern.compile("/+v1/traces/?(?=$|[?#])");
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");

  private final Function<String, @Nullable String> process;
  private final Map<String, String> file;

  PhoenixEnvironment(Function<String, @Nullable String> process, Path directory) {
    this.process = process;
    String discover = process.apply("PHOENIX_DISCOVER_CONFIG");
    boolean discovers =
        discover == null
            || !List.of("false", "0", "no", "off")
                .contains(discover.strip().toLowerCase(Locale.ROOT));
    this.file = discovers ? EnvironmentFile.nearest(directory) : Map.of();
  }

  static PhoenixEnvironment ofProcess() {
    return new PhoenixEnvironment(System::getenv, Path.of("").toAbsolutePath());
  }

  /**
   * Returns the address of Phoenix.
   *
   * @param hasOwnKey whether the application sets an API key itself
   */
  String baseUrl(boolean hasOwnKey) {
    Map<String, String> values = group(LOCATION, CLAIMING, PORT);
    if (!values.containsKey(ENDPOINT) && file.containsKey(ENDPOINT)) {
      // A value that only implies the address gives way to a file that says it.
      Map<String, String> more = new LinkedHashMap<>(values);
      more.put(ENDPOINT, file.get(ENDPOINT));
      values = more;
    }
    for (String name : LOCATION) {
      String value = values.get(name);
      String url = value == null ? null : url(name, value, values.get(PORT));
      if (url != null) {
        warnOfForeignFile(name, value, hasOwnKey);
        return url;
      }
    }
    String port = values.get(PORT);
    return port == null ? DEFAULT : "http://localhost:" + port(port);
  }

  /** Returns the headers of each request. */
  Map<String, String> headers() {
    Map<String, String> values = group(List.of(API_KEY, HEADERS), List.of(API_KEY, HEADERS), null);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String key = values.get(API_KEY);
    if (key != null) {
      headers.put("Authorization", "Bearer " + key);
    }
    headers.putAll(parseHeaders(values.getOrDefault(HEADERS, "")));
    return headers;
  }

  /** Returns the project that the environment names, or "default". */
  String project() {
    List<String> names = List.of(PROJECT, PROJECT_NAME);
    Map<String, String> values = group(names, names, null);
    return values.getOrDefault(PROJECT, values.getOrDefault(PROJECT_NAME, "default"));
  }

  private Map<String, String> group(
      List<String> names, List<String> claiming, @Nullable String extra) {
    Map<String, String> ofProcess = new LinkedHashMap<>();
    Map<String, String> ofFile = new LinkedHashMap<>();
    for (String name : names) {
      collect(name, ofProcess, ofFile);
    }
    if (extra != null) {
      collect(extra, ofProcess, ofFile);
    }
    boolean isClaimed = claiming.stream().anyMatch(ofProcess::containsKey);
    boolean isFileClaimed = claiming.stream().anyMatch(ofFile::containsKey);
    return isClaimed || (!isFileClaimed && !ofProcess.isEmpty()) ? ofProcess : ofFile;
  }

  private void collect(String name, Map<String, String> ofProcess, Map<String, String> ofFile) {
    String value = ofProcess(name);
    if (value != null) {
      ofProcess.put(name, value);
    }
    String inFile = file.get(name);
    if (inFile != null) {
      ofFile.put(name, inFile);
    }
  }

  private @Nullable String ofProcess(String name) {
    String value = process.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable String url(String name, String value, @Nullable String port) {
    String url = value;
    if (COLLECTOR.contains(name)) {
      url = TRACES_PATH.matcher(value).replaceFirst("");
    } else if (name.equals(HOST) && !SCHEME.matcher(value).matches()) {
      // The server listens on 0.0.0.0, which is no address to call.
      String host = value.equals("0.0.0.0") ? "127.0.0.1" : value;
      url = "http://" + host + (host.contains(":") ? "" : ":" + port(port));
    }
    try {
      if (URI.create(url).getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Below.
    }
    logger.warning(name + " is no URL, and is ignored.");
    return null;
  }

  private static int port(@Nullable String port) {
    if (port == null) {
      return 6006;
    }
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PORT + " must be a number, not " + port, e);
    }
  }

  /** A folder that was copied from elsewhere must not receive the user's key silently. */
  private void warnOfForeignFile(String name, @Nullable String value, boolean hasOwnKey) {
    boolean hasKey = hasOwnKey || ofProcess(API_KEY) != null || ofProcess(HEADERS) != null;
    if (hasKey && ofProcess(name) == null && value != null) {
      logger.warning("The API key of this process goes to " + name + ", which .env.phoenix sets.");
    }
  }

  static Map<String, String> parseHeaders(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        headers.put(
            decode(pair.substring(0, equals)).toLowerCase(Locale.ROOT),
            decode(pair.substring(equals + 1)));
      } else if (!pair.isBlank()) {
        logger.warning("A part of " + HEADERS + " has no name or no =, and is ignored.");
      }
    }
    return headers;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException noPercentCode) {
      return text.strip();
    }
  }
}
