// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Drives a real Chromium over its own protocol, so that no driver of the browser's version is
 * needed.
 */
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final int SECONDS = 20;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private int lastCall;
  private String session = "";

  private Chromium(Process process, Path profile, String address) throws Exception {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Messages())
            .get(SECONDS, TimeUnit.SECONDS);
    String target = call("Target.createTarget", "url", "about:blank").path("targetId").asText();
    session =
        call("Target.attachToTarget", "targetId", target, "flatten", true)
            .path("sessionId")
            .asText();
    call("Page.enable");
    call("Runtime.enable");
    call("Log.enable");
  }

  /** Returns the browser of this machine; the variable {@code CHROMIUM} names another. */
  static Optional<String> find() {
    String named = System.getenv("CHROMIUM");
    return (named == null ? NAMES.stream() : Stream.of(named))
        .filter(name -> Files.isExecutable(Path.of(name)))
        .findFirst();
  }

  static Chromium start() throws Exception {
    Path profile = Files.createTempDirectory("chromium-");
    Process process =
        new ProcessBuilder(
                find().orElseThrow(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("DevTools listening on ")) {
        Thread rest = new Thread(() -> output.lines().forEach(each -> {}));
        rest.setDaemon(true);
        rest.start();
        return new Chromium(process, profile, line.substring(line.indexOf("ws://")));
      }
    }
    throw new IOException("Chromium did not start");
  }

  /** Sets the size of the window and the colours that the system prefers. */
  void window(int width, int height, String scheme) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        width < 500);
    ObjectNode feature = mapper.createObjectNode();
    feature.put("name", "prefers-color-scheme").put("value", scheme);
    call("Emulation.setEmulatedMedia", "features", mapper.createArrayNode().add(feature));
  }

  void open(String url) throws Exception {
    evaluate("window.isOldPage = true");
    // Only another document has a loader. The answer may come while the old document still shows.
    boolean isOtherDocument = call("Page.navigate", "url", url).has("loaderId");
    await(
        (isOtherDocument ? "!window.isOldPage && " : "")
            + "document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** Waits until an expression of JavaScript is true. */
  void await(String condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!evaluate(condition).asBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "Never true: " + condition + "\nThe page shows:\n" + text("body") + "\n" + problems);
      }
      Thread.sleep(50);
    }
  }

  /** Waits until the page shows a text. */
  void awaitText(String text) throws Exception {
    await("document.body.innerText.includes(" + quote(text) + ")");
  }

  /** Clicks the first element of a selector whose text holds the given one. */
  void click(String selector, String text) throws Exception {
    String find =
        "[...document.querySelectorAll(%s)].find(e => e.innerText.includes(%s))"
            .formatted(quote(selector), quote(text));
    await("!!(" + find + ")");
    evaluate(find + ".click()");
  }

  void type(String selector, String text) throws Exception {
    evaluate("document.querySelector(" + quote(selector) + ").focus()");
    evaluate("document.querySelector(" + quote(selector) + ").select()");
    call("Input.insertText", "text", text);
  }

  void press(String key) throws Exception {
    String text = key.equals("Enter") ? "\r" : key;
    call("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "text", text);
    call("Input.dispatchKeyEvent", "type", "keyUp", "key", key);
  }

  String text(String selector) throws Exception {
    return evaluate("(document.querySelector(" + quote(selector) + ") ?? {}).innerText ?? ''")
        .asText();
  }

  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Returns errors of scripts, and what the policy of the page refused. */
  List<String> problems() {
    return problems;
  }

  private JsonNode call(String method, Object... parameters) throws Exception {
    ObjectNode message = mapper.createObjectNode();
    message.put("id", ++lastCall).put("method", method);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    ObjectNode named = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      named.set((String) parameters[i], mapper.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(lastCall, answer);
    socket.sendText(message.toString(), true).join();
    return answer.get(SECONDS, TimeUnit.SECONDS);
  }

  private static String quote(String text) {
    return OtlpJson.quote(text);
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException left) {
      // The browser's last process may still write into its profile.
    }
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void take(String message) {
      JsonNode node;
      try {
        node = mapper.readTree(message);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
      CompletableFuture<JsonNode> call = calls.remove(node.path("id").asInt());
      if (call != null) {
        call.complete(node.path("result"));
      } else if (node.path("method").asText().equals("Runtime.exceptionThrown")) {
        problems.add(node.path("params").path("exceptionDetails").toString());
      } else if (node.path("method").asText().equals("Log.entryAdded")) {
        JsonNode entry = node.path("params").path("entry");
        if (entry.path("level").asText().equals("error")) {
          problems.add(entry.path("text").asText() + " " + entry.path("url").asText());
        }
      }
    }
  }
}
