// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goes through the pages in a real browser, and asserts what a person sees. */
class BrowserTest {

  private static final String TRACE = OtlpJson.TRACE;
  private static final String OTHER = "f".repeat(32);
  private static final String LENGTHY = "a".repeat(32);

  private static Chromium browser;

  private OpenInferenceViewer viewer;
  private ViewerClient client;

  @BeforeAll
  static void startBrowser() throws Exception {
    assumeTrue(
        Chromium.find().isPresent(),
        "There is no Chromium on this machine. Install it, or name it in CHROMIUM.");
    browser = Chromium.start();
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
    browser.window(1280, 800, "light");
    browser.problems().clear();
  }

  @AfterEach
  void close() throws Exception {
    // Nothing of a trace may run, load or break the page.
    assertThat(browser.problems()).isEmpty();
    browser.open("about:blank#");
    viewer.close();
  }

  private void sendTrace(String traceId, String answer, boolean failed) throws Exception {
    long start = System.currentTimeMillis() * 1_000_000;
    long ms = 1_000_000;
    String request =
        OtlpJson.project("support-bot")
            .raw(
                traceId,
                1,
                0,
                "answer",
                start,
                start + 2600 * ms,
                "openinference.span.kind=CHAIN",
                "input.value=Where is my order 1042?",
                "output.value=" + answer,
                "session.id=chat-7",
                "user.id=ada",
                "metadata={\"channel\":\"web\"}")
            .raw(
                traceId,
                2,
                1,
                "search_articles",
                start + ms,
                start + 40 * ms,
                "openinference.span.kind=RETRIEVER",
                "input.value=order",
                "retrieval.documents.0.document.id=returns",
                "retrieval.documents.0.document.content=Unworn shoes can be returned.",
                "retrieval.documents.0.document.score:{\"doubleValue\":0.18}")
            .raw(
                traceId,
                3,
                1,
                "ChatCompletion",
                start + 50 * ms,
                start + 1700 * ms,
                "openinference.span.kind=LLM",
                "llm.model_name=gpt-4o-mini",
                "llm.invocation_parameters={\"temperature\":0.2}",
                "llm.token_count.prompt:{\"intValue\":\"120\"}",
                "llm.token_count.completion:{\"intValue\":\"15\"}",
                "llm.input_messages.0.message.role=user",
                "llm.input_messages.0.message.content=Where is my order 1042?",
                "llm.output_messages.0.message.role=assistant",
                "llm.output_messages.0.message.tool_calls.0.tool_call.id=call_1",
                "llm.output_messages.0.message.tool_calls.0.tool_call.function.name=order_status",
                "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments={\"order_id\":\"1042\"}")
            .raw(
                traceId,
                4,
                1,
                "order_status",
                start + 1710 * ms,
                start + 1790 * ms,
                "openinference.span.kind=TOOL",
                "input.value={\"order_id\":\"1042\"}",
                "output.value={\"status\":\"delivered\"}")
            .toString();
    if (failed) {
      request =
          request.replace(
              "\"name\":\"order_status\"",
              "\"name\":\"order_status\",\"status\":{\"code\":2,\"message\":\"database away\"}");
    }
    assertThat(client.postJson("/v1/traces", request).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsHowToSendAndShowsTheFirstSpanWithoutAReload() throws Exception {
    browser.open(viewer.url());
    browser.awaitText("Waiting for the first span");
    browser.awaitText(viewer.url());
    browser.click("button", "curl");
    browser.awaitText("/v1/traces");
    browser.await("document.querySelector('.live')?.innerText.includes('Live')");

    sendTrace(TRACE, "It was delivered.", false);

    browser.awaitText("support-bot");
    assertThat(browser.text(".project")).contains("Traces", "1", "135");
    browser.evaluate("document.querySelector('.button input').focus()");
    assertThat(browser.evaluate("document.activeElement.type").asText())
        .as("the keyboard reaches the button that loads a file")
        .isEqualTo("file");
    browser.click(".project", "support-bot");
    browser.awaitText("It was delivered.");
  }

  @Test
  void listsFiltersAndSearches() throws Exception {
    sendTrace(TRACE, "It was delivered.", false);
    sendTrace(OTHER, "No idea.", true);
    browser.open(viewer.url() + "/p/support-bot");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 2");
    assertThat(browser.text(".list")).contains("Where is my order 1042?", "2.60 s", "135");

    browser.click("button.chip", "errors");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 1");
    browser.awaitText("No idea.");
    browser.type(".filter input", "span_kind = 'LLM'");
    browser.press("Enter");
    browser.awaitText("write == to compare");
    // The browser logs the answer that says so.
    browser.problems().removeIf(problem -> problem.contains("status of 422"));
    browser.type(".filter input", "span_kind == 'LLM' and llm.token_count.total > 100");
    browser.press("Enter");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 2");
    browser.click(".seg button", "Spans");
    browser.awaitText("gpt-4o-mini");
    browser.click("[aria-label='Remove the filter']", "×");
    browser.type("header .search", "delivered");
    browser.await("location.search.includes('q=delivered')");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 3");
    browser.click(".seg button", "Metrics");
    browser.awaitText("Tokens by model");
    browser.click(".seg button", "Sessions");
    browser.click(".session", "chat-7");
    browser.awaitText("No idea.");
    assertThat(browser.text(".turns")).contains("Where is my order 1042?", "It was delivered.");
  }

  @Test
  void showsATraceByKindAndByKeyboard() throws Exception {
    sendTrace(TRACE, "It was delivered.", true);
    browser.open(viewer.url(TRACE));
    browser.await("document.querySelectorAll('.row').length === 4");
    assertThat(browser.text(".head"))
        .contains("answer", "session", "ada", "4 spans", "2.60 s", "135", "1 failed inside");
    browser.press("j");
    browser.awaitText("Unworn shoes can be returned.");
    browser.press("j");
    browser.awaitText("120 + 15 = 135 tokens");
    assertThat(browser.text(".right"))
        .contains(
            "gpt-4o-mini",
            "temperature 0.2",
            "order_status({\"order_id\":\"1042\"})",
            "→ {\"status\":\"delivered\"}");
    browser.press("n");
    browser.awaitText("database away");
    browser.click(".seg button", "Conversation");
    browser.await("document.querySelectorAll('.turn').length === 2");
    browser.click(".seg button", "Flame");
    browser.await("document.querySelectorAll('.flame button').length === 4");
    browser.click(".flamebox .seg button", "Tokens");
    browser.await("document.querySelectorAll('.flame button').length === 2");
    browser.click(".tabs button", "Attributes");
    browser.awaitText("openinference.span.kind");
    browser.click(".tabs button", "Raw");
    browser.awaitText("startTimeUnixNano");
  }

  @Test
  void showsTheTracesOfTheQuickstart() throws Exception {
    load("quickstart.jsonl");
    browser.open(viewer.url());
    browser.awaitText("support-topics");
    browser.click(".project", "support-bot");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 2");
    browser.click(".lr .over", "");
    browser.await("document.querySelectorAll('.row').length >= 5");
    clickThroughAllSpans();
    browser.open(viewer.url("3d00b29d085ab9dec40205c062bf12bb"));
    browser.await("document.querySelectorAll('.row').length === 7");
    browser.click(".row", "rerank_articles");
    browser.awaitText("After (2)");
    browser.click(".row", "CreateEmbeddings");
    browser.awaitText("vector of 256 numbers");
    browser.click(".seg button", "Conversation");
    browser.awaitText("order_status(");
    browser.await("document.querySelector('.chat').innerText.includes('→ {')");
  }

  @Test
  void showsTheTracesOfTheRagAgent() throws Exception {
    load("rag-agent.jsonl");
    browser.open(viewer.url() + "/p/support-desk");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 3");
    browser.open(viewer.url("888262e7c5d8b2faaadd160ceaf5d656"));
    browser.await("document.querySelectorAll('.row').length === 13");
    assertThat(browser.text(".head")).contains("handle_complaint", "13 spans", "328");
    clickThroughAllSpans();
    browser.click(".seg button", "Flame");
    browser.await("document.querySelectorAll('.flame button').length === 13");
  }

  /** Loads traces that an example of this project has sent. */
  private void load(String file) throws Exception {
    try (InputStream traces = getClass().getResourceAsStream(file)) {
      String lines = new String(traces.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(client.postJson("/api/import", lines).statusCode()).isEqualTo(200);
    }
  }

  private void clickThroughAllSpans() throws Exception {
    int rows = browser.evaluate("document.querySelectorAll('.row').length").asInt();
    for (int i = 0; i < rows; i++) {
      String row = "document.querySelectorAll('.row')[" + i + "]";
      browser.evaluate(row + ".click()");
      browser.await(
          "document.querySelector('.right h2')?.innerText === "
              + row
              + ".querySelector('.cut').innerText && !document.querySelector('.right .loading')");
      assertThat(browser.text(".right")).contains("latency").doesNotContain("cannot be shown");
    }
  }

  @Test
  void keepsANoteThatAPersonWrites() throws Exception {
    sendTrace(TRACE, "It was delivered.", false);
    browser.open(viewer.url(TRACE));
    browser.click("button", "Annotate");
    browser.type("input[name=name]", "quality");
    browser.type("input[name=label]", "good");
    browser.type("input[name=score]", "0.9");
    browser.type("textarea", "It answers the question.");
    browser.click("button.primary", "Save");
    browser.await("document.querySelector('.msg')?.innerText.includes('It answers the question.')");
    browser.evaluate("document.querySelector('select[name=target]').value = 'trace'");
    browser.type("input[name=name]", "solved");
    browser.type("input[name=label]", "yes");
    browser.click("button.primary", "Save");
    browser.await("document.querySelector('.head').innerText.includes('solved yes')");
    browser.open(viewer.url() + "/p/support-bot");
    browser.awaitText("good · 0.9");
    browser.awaitText("solved");
  }

  @Test
  void comparesTwoTraces() throws Exception {
    sendTrace(TRACE, "It was delivered on 3 June.", false);
    sendTrace(OTHER, "It was lost on 3 June.", true);
    browser.open(viewer.url() + "/compare?a=" + TRACE + "&b=" + OTHER);
    browser.await("document.querySelector('del')?.innerText === 'delivered'");
    assertThat(browser.text("ins")).isEqualTo("lost");
    assertThat(browser.text(".left")).contains("status");
    assertThat(browser.evaluate("document.querySelector('.row.pair').offsetHeight").asInt())
        .isEqualTo(34);
    browser.press("j");
    browser.await("document.querySelector('.right h2')?.innerText === 'search_articles'");
  }

  @Test
  void runsNothingOfATrace() throws Exception {
    String hostile =
        "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    client.postJson(
        "/v1/traces",
        OtlpJson.project("<b>p</b>")
            .span(
                1,
                0,
                "<script>document.title='owned'</script>",
                "openinference.span.kind=LLM",
                "llm.input_messages.0.message.role=user",
                "llm.input_messages.0.message.content="
                    + hostile
                    + " **bold** [x](javascript:document.title='owned') \u001b[31m \u202etxt",
                "llm.output_messages.0.message.role=assistant",
                "llm.output_messages.0.message.content=__REDACTED__",
                "session.id=\"><svg onload=document.title='owned'>",
                "metadata={\"k\":\"" + "</script>" + "\"}")
            .toString());
    browser.open(viewer.url());
    browser.awaitText("<b>p</b>");
    browser.open(viewer.url(TRACE));
    browser.awaitText("<img src=x");
    browser.awaitText("hidden by the application");
    browser.awaitText("[U+202E]");
    browser.click(".md", "Markdown");
    browser.await("document.querySelector('.markdown strong')?.innerText === 'bold'");
    assertThat(
            browser
                .evaluate(
                    "document.querySelectorAll('.markdown img, .markdown script, .markdown"
                        + " a[href]').length")
                .asInt())
        .isZero();
    assertThat(browser.evaluate("document.title").asText()).isNotEqualTo("owned");
  }

  @Test
  void showsLongTextsAndLargeTracesInParts() throws Exception {
    OtlpJson request =
        OtlpJson.project("big").span(1, 0, "root", "output.value=" + "word ".repeat(1_000_000));
    for (int i = 2; i <= 10_000; i++) {
      request.span(i, (i - 2) / 3 + 1, "step " + i, "openinference.span.kind=TOOL");
    }
    client.postJson("/v1/traces", request.toString());
    browser.open(viewer.url(TRACE));
    browser.awaitText("10,000 spans");
    browser.awaitText("Show all (4.8 MB)");
    browser.await("document.querySelectorAll('.row').length < 80");
    assertThat(browser.evaluate("document.querySelectorAll('*').length").asInt()).isLessThan(1500);
    browser.evaluate("document.querySelector('.left').scrollTo(0, 200000)");
    browser.await(
        "document.querySelectorAll('.row').length > 5 &&"
            + " !document.querySelector('.left').innerText.includes('root')");
    assertThat(browser.evaluate("document.querySelectorAll('.row').length").asInt()).isLessThan(80);
  }

  @Test
  void comparesTracesThatAreThousandsOfSpansDeep() throws Exception {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    for (String trace : new String[] {TRACE, OTHER}) {
      OtlpJson request = OtlpJson.project("deep");
      for (int i = 1; i <= 5_000; i++) {
        request.raw(trace, i, i - 1, "level " + i, now, now + 1_000_000);
      }
      client.postJson("/v1/traces", request.toString());
    }
    browser.open(viewer.url() + "/compare?a=" + TRACE + "&b=" + OTHER);
    browser.awaitText("level 7");
    browser.await("document.querySelectorAll('.row.pair').length > 5");
  }

  @Test
  void drawsBrokenGraphsAndSaysWhatIsWrong() throws Exception {
    long now = System.currentTimeMillis() * 1_000_000;
    client.postJson(
        "/v1/traces",
        OtlpJson.project("broken")
            .span(1, 2, "one")
            .span(2, 1, "two")
            .span(3, 77, "orphan")
            .raw(TRACE, 4, 3, "late", now - 60_000_000_000L, now)
            .raw(TRACE, 5, 3, "backwards", now, now - 1_000_000)
            .raw(TRACE, 6, 3, "timeless", 0, 0)
            .toString());
    browser.open(viewer.url(TRACE));
    browser.await("document.querySelectorAll('.row').length === 6");
    browser.awaitText("1 span waits for a parent");
    for (String[] each :
        new String[][] {
          {"orphan", "The parent has not arrived."},
          {"late", "before its parent. The clocks may differ."},
          {"backwards", "The span ends before it starts."},
          {"timeless", "The span has no start."}
        }) {
      browser.click(".row", each[0]);
      browser.awaitText(each[1]);
    }
    assertThat(browser.text(".left")).contains("one", "two");
  }

  @Test
  void showsValuesOfSurprisingTypes() throws Exception {
    String llm = "openinference.span.kind=LLM";
    String vector = "embedding.embeddings.0.embedding.vector";
    client.postJson(
        "/v1/traces",
        OtlpJson.project("odd")
            .span(
                1,
                0,
                "messages",
                llm,
                "llm.input_messages.1000000.message.content=a million",
                "llm.input_messages.007.message.content=seven",
                "llm.invocation_parameters={\"temperature\":0.")
            .span(
                2,
                1,
                "vector",
                "openinference.span.kind=EMBEDDING",
                vector
                    + ":{\"arrayValue\":{\"values\":[{\"doubleValue\":\"NaN\"},{\"doubleValue\":1}]}}")
            .span(
                3,
                1,
                "document",
                "openinference.span.kind=RETRIEVER",
                "retrieval.documents.0.document.score:{\"doubleValue\":\"Infinity\"}",
                "retrieval.documents.0.document.content:{\"arrayValue\":{\"values\":[{\"stringValue\":\"in a list\"}]}}")
            .span(
                4,
                1,
                "score",
                "evaluations.0.evaluation.name=endless",
                "evaluations.0.evaluation.score:{\"doubleValue\":\"Infinity\"}")
            .span(5, 1, "codes", "input.value=a\u009b31m\rb \u2028\u200b\udb40\udc41")
            .span(
                6,
                1,
                "template",
                "openinference.span.kind=PROMPT",
                "llm.prompt_template.template=Dear {name}",
                "llm.prompt_template.variables={\"name\":\"Ada\"}")
            .span(7, 1, " ", "input.value=unnamed")
            .toString());
    browser.open(viewer.url(TRACE));
    for (String[] each :
        new String[][] {
          {"messages", "a million"},
          {"messages", "seven"},
          {"vector", "vector of 2 numbers"},
          {"document", "in a list"},
          {"score", "Annotations 1"},
          {"codes", "a[U+009B]31m\u240db [U+2028][U+200B][U+E0041]"},
          {"template", "Dear {name}"},
          {"(no name)", "unnamed"}
        }) {
      browser.click(".row", each[0]);
      browser.awaitText(each[1]);
    }
  }

  @Test
  void selectsTheSpanOfALinkOnceItArrives() throws Exception {
    client.postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "root").toString());
    browser.open(viewer.url(TRACE) + "?span=" + OtlpJson.id(2));
    browser.awaitText("The span of this link has not arrived");
    browser.await("document.querySelector('.live')?.innerText.includes('Live')");

    client.postJson("/v1/traces", OtlpJson.project("p").span(2, 1, "awaited").toString());

    browser.await("document.querySelector('.right h2')?.innerText === 'awaited'");
    browser.open(viewer.url() + "/p/%ff");
    browser.awaitText("There is no such project");
  }

  @Test
  void showsATraceFromAFileWithoutAServer(@TempDir Path folder) throws Exception {
    sendTrace(TRACE, "It was delivered. </script><script>document.title='owned'</script>", false);
    String html = client.send(client.request("/api/traces/" + TRACE + "/export.html")).body();
    Path file = folder.resolve("trace.html");
    Files.writeString(file, html, StandardCharsets.UTF_8);

    browser.open(file.toUri().toString());

    browser.awaitText("It was delivered. </script>");
    browser.click(".row", "ChatCompletion");
    browser.awaitText("120 + 15 = 135 tokens");
    browser.click(".seg button", "Conversation");
    browser.awaitText("order_status");
    assertThat(browser.evaluate("document.title").asText()).isNotEqualTo("owned");
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "1280, dark"})
  void fitsTheWindow(int width, String scheme) throws Exception {
    sendTrace(TRACE, "It was delivered.", false);
    sendTrace(OTHER, "No idea.", true);
    String lengthy = "anamewithoutspaces".repeat(30);
    sendLengthyNames(lengthy);
    browser.window(width, 844, scheme);
    for (String path :
        new String[] {
          "/",
          "/p/support-bot",
          "/p/support-bot?tab=spans",
          "/p/support-bot?tab=sessions",
          "/p/support-bot?tab=metrics",
          "/t/" + TRACE,
          "/t/" + TRACE + "?view=chat",
          "/t/" + TRACE + "?view=flame",
          "/s/chat-7",
          "/compare?a=" + TRACE + "&b=" + OTHER,
          "/p/" + lengthy,
          "/p/" + lengthy + "?tab=sessions",
          "/p/" + lengthy + "?tab=metrics",
          "/t/" + LENGTHY + "?span=" + OtlpJson.id(2),
          "/s/" + lengthy,
          "/compare?a=" + LENGTHY + "&b=" + OTHER
        }) {
      browser.open(viewer.url() + path);
      browser.await(
          "!document.querySelector('.loading') && document.querySelector('#app').innerText.length >"
              + " 20");
      assertThat(browser.evaluate("document.documentElement.scrollWidth - innerWidth").asInt())
          .as(path)
          .isNotPositive();
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('.top *')].filter(each =>"
                          + " each.offsetHeight > 48).length")
                  .asInt())
          .as("%s has lines that are squeezed", path)
          .isZero();
      assertThat(
              browser
                  .evaluate(
                      "Math.max(0, ...[...document.querySelectorAll('h1, h2, .row *')].map(each =>"
                          + " each.offsetHeight))")
                  .asInt())
          .as("%s has long titles", path)
          .isLessThan(90);
      if (width > 760 && browser.evaluate("!!document.querySelector('.cols')").asBoolean()) {
        browser.evaluate(
            "document.querySelector('.head h1').append(' and so on'.repeat(40));"
                + "document.querySelector('.right').append('line\\n'.repeat(5000));"
                + "document.querySelector('.right').style.whiteSpace = 'pre'");
        assertThat(browser.evaluate("document.documentElement.scrollHeight - innerHeight").asInt())
            .as("%s scrolls beside its columns", path)
            .isNotPositive();
      }
      String background =
          browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
      assertThat(background)
          .as(path)
          .isEqualTo(scheme.equals("dark") ? "rgb(15, 17, 21)" : "rgb(246, 247, 249)");
    }
  }

  private void sendLengthyNames(String name) throws Exception {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    OtlpJson request = OtlpJson.project(name);
    for (int i = 1; i <= 30; i++) {
      request.raw(
          LENGTHY,
          i,
          i - 1,
          name,
          now,
          now + 1_000_000,
          "openinference.span.kind=LLM",
          "llm.model_name=" + name,
          "llm.token_count.total:{\"intValue\":\"1234567890\"}",
          "session.id=" + name,
          "user.id=" + name);
    }
    assertThat(client.postJson("/v1/traces", request.toString()).statusCode()).isEqualTo(200);
  }

  /** The contrast that WCAG asks of small texts. */
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textsHaveEnoughContrast(String scheme) throws Exception {
    browser.window(1280, 844, scheme);
    browser.open(viewer.url() + "/");

    JsonNode poor =
        browser.evaluate(
            """
            (() => {
              const style = getComputedStyle(document.documentElement);
              const light = (name) => {
                const hex = style.getPropertyValue(name).trim()
                  .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
                const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
                  .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (one, other) => {
                const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
                return (bright + 0.05) / (dark + 0.05);
              };
              const texts = 'text dim faint accent ok err warn llm retriever embedding reranker'
                + ' tool agent chain guardrail evaluator prompt decision';
              return texts.split(' ').filter((text) => ['bg', 'panel', 'sunk'].some(
                (ground) => !(contrast('--' + text, '--' + ground) >= 4.5))).join(' ');
            })()
            """);

    assertThat(poor.asText()).isEmpty();
  }
}
