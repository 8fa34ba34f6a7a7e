// A page on the way to somewhere sends its one form by itself; without scripts its button does.

document.querySelector("form[data-goes-on]")?.requestSubmit();
