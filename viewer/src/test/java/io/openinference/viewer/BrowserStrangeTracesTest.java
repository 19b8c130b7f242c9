// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Traces that are hostile, large, deep or broken, as a person sees them. */
class BrowserStrangeTracesTest extends AbstractBrowserTest {

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
}
