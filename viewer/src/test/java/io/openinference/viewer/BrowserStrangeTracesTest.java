// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Traces that are hostile, large, deep or broken, as a person sees them. */
class BrowserStrangeTracesTest extends AbstractBrowserTest {

  /** Khmer, Persian, the flag of England, a red heart, a family and a keycap. */
  private static final String NEEDED =
      "\u1780\u200b\u1781 \u0645\u06cc\u200c\u062e"
          + " \ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f"
          + " \u2764\ufe0f \ud83d\udc68\u200d\ud83d\udc67 1\ufe0f\u20e3 end";

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
        OtlpJson.project("big")
            .span(
                1,
                0,
                "root",
                "openinference.span.kind=CHAIN",
                "output.value=" + "word ".repeat(1_000_000));
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
                "retrieval.documents.0.document.content:{\"arrayValue\":{\"values\":[{\"stringValue\":\"in"
                    + " a list\"}]}}")
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
            .span(7, 1, " \u200d", "input.value=unnamed")
            .span(
                8,
                1,
                "unseen",
                "input.value=v\ufe00\ufe0f\u200e\u200f\u061c\u00ad\u180e\u3164\u115f\udb40\udd00"
                    + " a\u200b\u200bb c\u200c\u200dd")
            .span(9, 1, "needed", "input.value=" + NEEDED)
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
          {"(no name)", "unnamed"},
          {
            "unseen",
            "v[U+FE00][U+FE0F][U+200E][U+200F][U+061C][U+00AD][U+180E][U+3164][U+115F][U+E0100]"
                + " a[U+200B][U+200B]b c[U+200C][U+200D]d"
          },
          {"needed", NEEDED}
        }) {
      browser.click(".row", each[0]);
      browser.awaitText(each[1]);
    }
  }

  @Test
  void showsHiddenCharactersInTooltipsAndAccessibleNames() throws Exception {
    String name = "\u202e" + "x".repeat(1500);
    String shown = "[U+202E]" + "x".repeat(992);
    client.postJson(
        "/v1/traces",
        OtlpJson.project("tips")
            .span(
                1,
                0,
                name,
                "openinference.span.kind=TOOL",
                "session.id=" + name,
                "user.id=" + name,
                "tool.name=" + name,
                "input.value=" + name)
            .toString());
    for (String address :
        new String[] {
          viewer.url(TRACE),
          viewer.url(TRACE) + "?view=flame",
          viewer.url() + "/p/tips",
          viewer.url() + "/p/tips?tab=spans",
          viewer.url() + "/p/tips?tab=sessions",
          viewer.url() + "/p/tips?tab=metrics",
          viewer.url() + "/compare?a=" + TRACE + "&b=" + TRACE
        }) {
      browser.open(address);
      browser.awaitText("[U+202E]xxx");
      assertThat(tips().asText())
          .as(address)
          .doesNotContain("\u202e")
          .doesNotContain("x".repeat(1000));
    }
    browser.open(viewer.url(TRACE));
    browser.await("document.querySelector('.right h2')?.title === '" + shown + "'");
    assertThat(browser.evaluate("document.querySelector('.right article').ariaLabel").asText())
        .isEqualTo("Span " + shown);
  }

  private static JsonNode tips() throws Exception {
    return browser.evaluate(
        "[document.title, ...[...document.querySelectorAll('[title],[aria-label]')]"
            + ".flatMap(e => [e.title, e.ariaLabel])].join('\\n')");
  }

  @Test
  void saysWhatNumbersTimesAndLinksMeanThatNoCallCanHave() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("odd")
            .span(1, 0, "POST /chat")
            .span(
                2,
                1,
                "call",
                "openinference.span.kind=LLM",
                "llm.token_count.prompt:{\"intValue\":\"12\"}",
                "llm.token_count.completion:{\"doubleValue\":3.7}",
                "llm.token_count.total:{\"intValue\":\"-5\"}")
            .toString()
            .replace(
                "\"name\":\"call\"",
                "\"name\":\"call\",\"links\":[{}],\"events\":[{\"name\":\"never\"},"
                    + "{\"name\":\"early\",\"timeUnixNano\":\"1700000000000000000\"}]"));

    browser.open(viewer.url(TRACE));
    // The request says nothing. The page begins with the first span that OpenInference knows.
    browser.awaitText("12 + 3 = 15 tokens");
    browser.awaitText("No input was recorded.");
    browser.awaitText("a link without an id");
    browser.click(".tabs button", "Events");
    browser.awaitText("no time");
    assertThat(browser.text(".right")).containsPattern("early\\s+−\\d[\\d,]* d");
    browser.window(390, 844, "light");
    assertThat(browser.evaluate("document.querySelector('.search').offsetWidth").asInt())
        .isGreaterThan(250);
  }

  @Test
  void showsATraceFromBeforeTheRangeOfTheCharts() throws Exception {
    long old = 1_700_000_000_000_000_000L;
    client.postJson(
        "/v1/traces",
        OtlpJson.project("old").raw(TRACE, 1, 0, "old", old, old + 999_600_000).toString());
    browser.open(viewer.url() + "/p/old?tab=metrics");
    browser.awaitText("No spans in this time");
    browser.click("button", "Show the time before it");
    browser.awaitText("when the newest trace started");
    browser.await("document.querySelectorAll('.chart rect').length === 1");
  }

  @Test
  void roundsLargeNumbersToTheNextUnit() throws Exception {
    String[] tokens = {"150000", "999600", "999960000"};
    for (int i = 0; i < tokens.length; i++) {
      client.postJson(
          "/v1/traces",
          OtlpJson.project("large")
              .span(
                  1,
                  0,
                  "call",
                  "openinference.span.kind=LLM",
                  "session.id=large",
                  "llm.token_count.total:{\"intValue\":\"" + tokens[i] + "\"}")
              .toString()
              .replace(TRACE, "%032x".formatted(i + 1)));
    }
    browser.open(viewer.url() + "/s/large");
    browser.awaitText("150 k tokens");
    browser.awaitText("1 M tokens");
    browser.awaitText("1 B tokens");
  }

  @Test
  void indentsTracesOfUnlikeDepthAlike() throws Exception {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    OtlpJson deep = OtlpJson.project("steps");
    for (int i = 1; i <= 12; i++) {
      deep.raw(TRACE, i, i - 1, "level " + i, now, now + 999_600_000);
    }
    client.postJson("/v1/traces", deep.toString());
    client.postJson(
        "/v1/traces",
        OtlpJson.project("steps")
            .raw(OTHER, 1, 0, "level 1", now, now + 999_600_000)
            .raw(OTHER, 2, 1, "other", now, now + 999_600_000)
            .toString());
    for (String[] order : new String[][] {{TRACE, OTHER}, {OTHER, TRACE}}) {
      browser.open(viewer.url() + "/compare?a=" + order[0] + "&b=" + order[1]);
      browser.awaitText("level 12");
      assertThat(indent("other")).isPositive().isEqualTo(indent("level 2"));
      assertThat(browser.text(".left")).contains("1.00 s").doesNotContain("1000 ms");
    }
  }

  private static double indent(String name) throws Exception {
    return browser
        .evaluate(
            "parseFloat(getComputedStyle([...document.querySelectorAll('.row.pair .name')]"
                + ".find(e => e.querySelector('.cut').innerText === '"
                + name
                + "')).paddingLeft)")
        .asDouble();
  }
}
