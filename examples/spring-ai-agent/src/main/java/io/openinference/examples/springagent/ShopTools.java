// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

/** The tools of the shop itself. */
final class ShopTools {

  /** Where the shop delivers to. */
  enum Country {
    GERMANY("4 EUR"),
    NORWAY("9 EUR"),
    SWITZERLAND("12 EUR");

    private final String price;

    Country(String price) {
      this.price = price;
    }
  }

  /** The cost of a delivery. */
  record Price(String delivery_to, String price) {}

  @Tool(name = "delivery_price", description = "Tells the price of a delivery to a country.")
  Price deliveryPrice(@ToolParam(description = "The country") Country country) {
    return new Price(country.name(), country.price);
  }
}
