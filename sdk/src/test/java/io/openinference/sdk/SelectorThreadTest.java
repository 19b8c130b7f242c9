// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "newer clients end their threads")
class SelectorThreadTest {

  @Test
  void endsTheThreadOfItsClientAlone() {
    Set<Thread> before = selectors();
    HttpClient ended = HttpClient.newHttpClient();
    Set<Thread> ofEnded = selectors();
    ofEnded.removeAll(before);
    HttpClient other = HttpClient.newHttpClient();

    assertThat(ofEnded).hasSize(1);
    SelectorThread.end(ended);

    assertThat(ofEnded).noneMatch(Thread::isAlive);
    assertThat(selectors()).hasSize(before.size() + 1);
    SelectorThread.end(other);
    assertThat(selectors()).isEqualTo(before);
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }
}
