"""One question at the ward terminal: "Things I raise get dealt with". No name, and nothing kept but counts."""
