function Shape(name, size) {
  this.name = name;
  this.size = size;
}
Shape.prototype.area = function () {
  return this.size * this.size;
};

function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

function depth(n) {
  return n === 0 ? 0 : 1 + depth(n - 1);
}

print("fibonacci", fibonacci(20), "depth", depth(300));

var shapes = [];
for (var i = 0; i < 2000; i++) {
  shapes.push(new Shape("shape" + ((i * 7919) % 2000), i % 50));
}
shapes.sort(function (a, b) {
  return a.size - b.size || (a.name < b.name ? -1 : 1);
});
print("sorted", shapes[0].name, shapes[1999].name, shapes.map(function (s) { return s.area(); }).reduce(function (a, b) { return a + b; }));

var words = {};
"the shadow of the gnomon tells the hour of the day".replace(/\w+/g, function (word) {
  words[word] = (words[word] || 0) + 1;
  return word;
});
print(JSON.stringify(words), JSON.stringify(JSON.parse('{"a": [1, 2.5, "x"], "b": {"c": null}}')));

var caught = 0;
for (var n = 0; n < 200; n++) {
  try {
    if (n % 3 === 0) {
      throw new TypeError("number " + n);
    }
    null.property;
  } catch (error) {
    caught += error instanceof TypeError ? 1 : 1000;
  }
}
print("caught", caught);

var list = new java.util.ArrayList();
for (var k = 0; k < 1000; k++) {
  list.add(java.lang.Integer.valueOf((k * 31) % 1000));
}
java.util.Collections.sort(list);
print("java list", list.get(0), list.get(999), list.size());

function* numbers() {
  for (var v = 0; v < 5; v++) {
    yield v * v;
  }
}
var squares = [];
for (var square of numbers()) {
  squares.push(square);
}
print("generator", squares.join("+"), eval("1 + squares.length"), new Date(0).toISOString());
print("the end of the script");
