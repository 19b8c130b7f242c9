// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goes through the pages in a real browser, and asserts what a person sees. */
class BrowserTest extends AbstractBrowserTest {

  private static final String LENGTHY = "a".repeat(32);

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
  @CsvSource({"390", "1280"})
  void takesTracesInAndOut(int width) throws Exception {
    sendTrace(TRACE, "It was delivered.", false);
    browser.window(width, 844, "light");

    browser.open(viewer.url() + "/");
    browser.awaitText("support-bot");
    assertThat(isReachable(".top label.button")).as("Load a file").isTrue();

    browser.open(viewer.url() + "/t/" + TRACE);
    browser.awaitText("order_status");
    assertThat(isReachable(".top .search")).as("search").isTrue();
    assertThat(isReachable(".top .menu > button")).as("Export").isTrue();
    browser.click(".top .menu > button", "Export");
    browser.awaitText("One HTML file");
    assertThat(isReachable(".items > :first-child")).as("the first kind of file").isTrue();
    assertThat(isReachable(".items > button:last-of-type")).as("Delete trace").isTrue();
  }

  /** Tells whether an element is in the window, and nothing covers its corners. */
  private boolean isReachable(String selector) throws Exception {
    return browser
        .evaluate(
            "(() => { const each = document.querySelector('"
                + selector
                + "'); const box = each.getBoundingClientRect(); return box.width > 20 &&"
                + " [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]].every(([x, y])"
                + " => each.contains(document.elementFromPoint(x, y))); })()")
        .asBoolean();
  }

  @ParameterizedTest
  @CsvSource({"390, light", "1280, dark"})
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
