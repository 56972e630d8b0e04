CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, born DATE);
CREATE TABLE purchase (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer INT NOT NULL REFERENCES customer,
  placed TIMESTAMP NOT NULL, amount DECIMAL(12, 2) NOT NULL, tags VARCHAR(20) ARRAY, note JSON);
CREATE INDEX purchase_customer ON purchase (customer, placed);
INSERT INTO customer SELECT x, 'Customer ' || x, DATEADD(DAY, x, DATE '1970-01-01') FROM system_range(1, 200);
INSERT INTO purchase (customer, placed, amount, tags, note)
  SELECT 1 + MOD(x * 7919, 200), TIMESTAMP '2026-01-01 00:00:00' + x * INTERVAL '1' MINUTE, MOD(x * 31, 10000) / 100.0,
    ARRAY['t' || MOD(x, 5), 'u' || MOD(x, 3)], JSON_OBJECT('number': x) FROM system_range(1, 5000);
UPDATE purchase SET amount = amount * 1.19 WHERE MOD(id, 10) = 0;
DELETE FROM purchase WHERE MOD(id, 97) = 0;
CREATE VIEW totals AS SELECT c.name, COUNT(*) AS purchases, SUM(p.amount) AS total
  FROM customer c JOIN purchase p ON p.customer = c.id GROUP BY c.name;
SELECT * FROM totals ORDER BY total DESC, name LIMIT 10;
SELECT name, amount, RANK() OVER (PARTITION BY name ORDER BY amount DESC, p.id) AS place
  FROM customer c JOIN purchase p ON p.customer = c.id WHERE c.id < 4 ORDER BY name, place LIMIT 10;
WITH RECURSIVE step(n, f) AS (SELECT 1, 1 UNION ALL SELECT n + 1, f * (n + 1) FROM step WHERE n < 10) SELECT * FROM step;
SELECT EXTRACT(MONTH FROM placed) AS m, LISTAGG(DISTINCT tags[1], '+') WITHIN GROUP (ORDER BY tags[1]) AS t,
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY amount) AS p90 FROM purchase GROUP BY m ORDER BY m;
SELECT note FROM purchase WHERE REGEXP_LIKE(CAST(tags AS VARCHAR), 't[34].*u2') ORDER BY id LIMIT 3;
INSERT INTO purchase (customer, placed, amount) VALUES (100000, NOW(), 1);
EXPLAIN SELECT * FROM purchase WHERE customer = 3 AND placed > TIMESTAMP '2026-01-02 00:00:00';
