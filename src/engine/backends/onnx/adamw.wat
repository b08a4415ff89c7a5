;; AdamW on vectors of 32-bit floats, four at a time. Vectors lie in the memory one after the other, 65536 bytes each:
;; weights, first moment, second moment, gradient. Counts are in bytes and multiples of 16.
(module
	(memory (export "memory") 4)

	;; Adds the weights' place onto the gradient's.
	(func (export "add") (param $bytes i32)
		(local $at i32)
		(loop $next
			(v128.store offset=196608 (local.get $at)
				(f32x4.add (v128.load offset=196608 (local.get $at)) (v128.load (local.get $at))))
			(br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes)))))

	;; The gradient's sum of squares, added up in 64 bits.
	(func (export "squares") (param $bytes i32) (result f64)
		(local $at i32) (local $x v128) (local $low v128) (local $high v128)
		(loop $next
			(local.set $x (f64x2.promote_low_f32x4 (v128.load64_zero offset=196608 (local.get $at))))
			(local.set $low (f64x2.add (local.get $low) (f64x2.mul (local.get $x) (local.get $x))))
			(local.set $x (f64x2.promote_low_f32x4 (v128.load64_zero offset=196616 (local.get $at))))
			(local.set $high (f64x2.add (local.get $high) (f64x2.mul (local.get $x) (local.get $x))))
			(br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
		(local.set $low (f64x2.add (local.get $low) (local.get $high)))
		(f64.add (f64x2.extract_lane 0 (local.get $low)) (f64x2.extract_lane 1 (local.get $low))))

	;; The update; $kept is what decay leaves of a weight. Moments below the least normal number, 2^-126, become 0:
	;; they would not get there by themselves, and processors are slow at them.
	(func (export "update") (param $bytes i32)
		(param $beta1 f32) (param $beta2 f32) (param $toFirst f32) (param $toSecond f32) (param $stepSize f32) (param $epsilon f32) (param $kept f32)
		(local $at i32) (local $gradient v128) (local $first v128) (local $second v128) (local $least v128)
		(local $b1 v128) (local $b2 v128) (local $t1 v128) (local $t2 v128) (local $s v128) (local $e v128) (local $k v128)
		(local.set $least (f32x4.splat (f32.const 0x1p-126)))
		(local.set $b1 (f32x4.splat (local.get $beta1)))
		(local.set $b2 (f32x4.splat (local.get $beta2)))
		(local.set $t1 (f32x4.splat (local.get $toFirst)))
		(local.set $t2 (f32x4.splat (local.get $toSecond)))
		(local.set $s (f32x4.splat (local.get $stepSize)))
		(local.set $e (f32x4.splat (local.get $epsilon)))
		(local.set $k (f32x4.splat (local.get $kept)))
		(loop $next
			(local.set $gradient (v128.load offset=196608 (local.get $at)))
			(local.set $first (f32x4.add
				(f32x4.mul (v128.load offset=65536 (local.get $at)) (local.get $b1))
				(f32x4.mul (local.get $gradient) (local.get $t1))))
			(local.set $first (v128.and (local.get $first) (f32x4.ge (f32x4.abs (local.get $first)) (local.get $least))))
			(local.set $second (f32x4.add
				(f32x4.mul (v128.load offset=131072 (local.get $at)) (local.get $b2))
				(f32x4.mul (f32x4.mul (local.get $gradient) (local.get $gradient)) (local.get $t2))))
			(local.set $second (v128.and (local.get $second) (f32x4.ge (local.get $second) (local.get $least))))
			(v128.store offset=65536 (local.get $at) (local.get $first))
			(v128.store offset=131072 (local.get $at) (local.get $second))
			(v128.store (local.get $at) (f32x4.sub
				(f32x4.mul (v128.load (local.get $at)) (local.get $k))
				(f32x4.mul (f32x4.div (local.get $first) (f32x4.add (f32x4.sqrt (local.get $second)) (local.get $e))) (local.get $s))))
			(br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))))
