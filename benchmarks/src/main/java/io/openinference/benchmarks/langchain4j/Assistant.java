// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

/** An AI service. */
interface Assistant {

  String ask(String question);
}
