use burn::optim::*;
use burn::tensor::backend::Backend;
use burn::tensor::*;
use net::*;
fn main() {
    let device = Default::default();
    let mut net = NetConfig {
        channels: [16, 40, 96],
        hidden: 64,
        dropout: 0.2,
    }
    .init::<Learning>(&device);
    let mut opt = AdamWConfig::new().init();
    let x = Tensor::<Learning, 4>::random([128, 1, 28, 28], Distribution::Normal(0., 1.), &device);
    for round in 0..3 {
        let t = std::time::Instant::now();
        let (mut f, mut b, mut o) = (0., 0., 0.);
        for _ in 0..40 {
            let t = std::time::Instant::now();
            let l = net.forward(x.clone()).powf_scalar(2.0).mean();
            f += t.elapsed().as_secs_f64();
            let t = std::time::Instant::now();
            let g = GradientsParams::from_grads(l.backward(), &net);
            b += t.elapsed().as_secs_f64();
            let t = std::time::Instant::now();
            net = opt.step(1e-4, net.clone(), g);
            o += t.elapsed().as_secs_f64();
        }
        println!(
            "{round} {:.0} images/s  f {:.2} b {:.2} o {:.2} ms",
            40. * 128. / t.elapsed().as_secs_f64(),
            f * 25.,
            b * 25.,
            o * 25.
        );
    }
}
